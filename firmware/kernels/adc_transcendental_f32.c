#include "adc_transcendental_f32.h"

#include <math.h>

void adc_elu_f32(const adc_elu_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = x < 0.0f ? (float)expm1((double)x) : x;
    }
}

void adc_exp_f32(const adc_exp_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = (float)exp((double)x);
    }
}

void adc_logistic_f32(const adc_logistic_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = 1.0f / (1.0f + (float)exp((double)-x));
    }
}

void adc_tanh_f32(const adc_tanh_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = (float)tanh((double)x);
    }
}
