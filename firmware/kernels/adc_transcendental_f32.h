/* Functions of one float32, element by element, from the C library's double functions. */
#ifndef ADC_TRANSCENDENTAL_F32_H
#define ADC_TRANSCENDENTAL_F32_H

#include "adc_unary_f32.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As in adc_unary_f32.h. The library's result in double is rounded once to float32: where two libraries differ in the last bits
 * of the double, the float32 is the same but for one value in some hundred million. */
/* x, or exp(x) - 1 below 0 */
typedef adc_elements_f32_t adc_elu_f32_t;

void adc_elu_f32(const adc_elu_f32_t *parameters, const float *input, float *output);

/* exp(x) */
typedef adc_elements_f32_t adc_exp_f32_t;

void adc_exp_f32(const adc_exp_f32_t *parameters, const float *input, float *output);

/* 1 / (1 + exp(-x)), the sum and the quotient in float32 */
typedef adc_elements_f32_t adc_logistic_f32_t;

void adc_logistic_f32(const adc_logistic_f32_t *parameters, const float *input, float *output);

/* tanh(x) */
typedef adc_elements_f32_t adc_tanh_f32_t;

void adc_tanh_f32(const adc_tanh_f32_t *parameters, const float *input, float *output);

#ifdef __cplusplus
}
#endif

#endif
