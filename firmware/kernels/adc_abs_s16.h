/* ABS, int16 to int16. */
#ifndef ADC_ABS_S16_H
#define ADC_ABS_S16_H

#include <stdint.h>
#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[i] = saturate(requantize(|input[i] - input_zero_point|) + output_zero_point), for i < count.
 * Exact as the reference (adc_requantize.h). Legal in place. */
typedef struct adc_abs_s16 {
    int32_t count;
    int32_t input_zero_point;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point;
    adc_rounding_t rounding;
} adc_abs_s16_t;

void adc_abs_s16(const adc_abs_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
