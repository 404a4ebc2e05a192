/* SQUARED_DIFFERENCE of int8, with broadcasting. */
#ifndef ADC_SQUARED_DIFFERENCE_S8_H
#define ADC_SQUARED_DIFFERENCE_S8_H

#include <stdint.h>

#include "adc_broadcast.h"
#include "adc_scale.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = clamp(rescale((factor * a + table[b])^2) + zero_point, -128, 127), element by element; a from input0, b from
 * input1. Legal in place of an operand that is not repeated.
 *
 * Factor and table are those of a difference, as in adc_add_s8.h, but not doubled and below 2^15. */
typedef struct adc_squared_difference_s8 {
    adc_broadcast_t shape;
    int32_t factor;
    const int32_t *table; /* [256]: of 0 .. 127, then of -128 .. -1 */
    adc_scale_t rescale;
    int32_t zero_point; /* -128 .. 127 */
} adc_squared_difference_s8_t;

void adc_squared_difference_s8(const adc_squared_difference_s8_t *parameters, const int8_t *input0,
                               const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
