/* ADD and SUB of int8, with broadcasting. */
#ifndef ADC_ADD_S8_H
#define ADC_ADD_S8_H

#include <stdint.h>

#include "adc_broadcast.h"
#include "adc_scale.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = clamp(rescale(factor * a + table[b]) + zero_point, low, high), element by element; a from input0, b from input1.
 * Legal in place of an operand that is not repeated.
 *
 * The operand with the larger scale comes first: its share of the sum is a multiple of itself. The other's share is
 * tabulated, rounded as the reference rounds it, together with the zero points. A difference has a negative factor or
 * table. The sum is doubled, as the rescaling wants it, and below 2^29. */
typedef struct adc_add_s8 {
    adc_broadcast_t shape;
    int32_t factor;
    const int32_t *table; /* [256]: of 0 .. 127, then of -128 .. -1 */
    adc_scale_t rescale;
    int32_t zero_point; /* -128 .. 127 */
    int32_t low;
    int32_t high;
} adc_add_s8_t;

void adc_add_s8(const adc_add_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
