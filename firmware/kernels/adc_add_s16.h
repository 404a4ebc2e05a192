/* ADD and SUB of int16 with zero points of 0, with broadcasting. */
#ifndef ADC_ADD_S16_H
#define ADC_ADD_S16_H

#include <stdint.h>

#include "adc_broadcast.h"
#include "adc_scale.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = clamp(rescale(factor * a + sign * rescale_b(b)), low, high), element by element; a from input0, b from input1.
 * Legal in place of an operand that is not repeated.
 *
 * The operand with the larger scale comes first. Its share of the sum is a multiple of itself; the sum has 14 bits more
 * than the elements, and stays below 2^30. */
typedef struct adc_add_s16 {
    adc_broadcast_t shape;
    int32_t factor; /* 2^14 or its negative */
    int32_t sign;   /* 1 or -1 */
    adc_scale_t rescale_b;
    adc_scale_t rescale;
    int32_t low;
    int32_t high;
} adc_add_s16_t;

void adc_add_s16(const adc_add_s16_t *parameters, const int16_t *input0, const int16_t *input1, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
