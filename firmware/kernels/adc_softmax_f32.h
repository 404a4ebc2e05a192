/* SOFTMAX along the last axis in float32. */
#ifndef ADC_SOFTMAX_F32_H
#define ADC_SOFTMAX_F32_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output = exp((x - row's largest) * beta) / sum, the sum in order of the columns, from 0, in float32.
 * Input and output are float [rows, columns]; legal in place; columns >= 1. exp as in adc_transcendental_f32.h. */
typedef struct adc_softmax_f32 {
    int32_t rows;
    int32_t columns;
    float beta;
} adc_softmax_f32_t;

void adc_softmax_f32(const adc_softmax_f32_t *parameters, const float *input, float *output);

#ifdef __cplusplus
}
#endif

#endif
