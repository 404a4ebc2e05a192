/* LEAKY_RELU, int16 to int16. */
#ifndef ADC_LEAKY_RELU_S16_H
#define ADC_LEAKY_RELU_S16_H

#include <stdint.h>
#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* With x = input[i] - input_zero_point, for i < count:
 *   output[i] = saturate(requantize(x) + output_zero_point)
 * by the first factor for x >= 0, by the second one for x < 0. Exact as the reference (adc_requantize.h). Legal in place. */
typedef struct adc_leaky_relu_s16 {
    int32_t count;
    int32_t input_zero_point;
    int32_t multiplier;
    int32_t shift;
    int32_t multiplier_negative;
    int32_t shift_negative;
    int32_t output_zero_point;
    adc_rounding_t rounding;
} adc_leaky_relu_s16_t;

void adc_leaky_relu_s16(const adc_leaky_relu_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
