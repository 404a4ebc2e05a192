/* L2_NORMALIZATION along the last axis, int8 to int8. */
#ifndef ADC_L2_NORMALIZATION_S8_H
#define ADC_L2_NORMALIZATION_S8_H

#include <stdint.h>
#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = saturate(requantize(input - input_zero_point)) by the factor 128 / sqrt(sum of (input - input_zero_point)^2).
 *
 * Input and output are int8 [rows, columns]; legal in place; 1 <= columns <= 33025, so that the sum fits 32 bits.
 * The output has scale 1/128 and zero point 0. A row of zero points alone gives zeros. Bit for bit the reference's. */
typedef struct adc_l2_normalization_s8 {
    int32_t rows;
    int32_t columns;
    int32_t input_zero_point; /* -128 .. 127 */
    adc_rounding_t rounding;
} adc_l2_normalization_s8_t;

void adc_l2_normalization_s8(const adc_l2_normalization_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
