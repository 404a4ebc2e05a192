#include "adc_unary_f32.h"

void adc_abs_f32(const adc_abs_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = __builtin_fabsf(x);
    }
}

void adc_clamp_f32(const adc_clamp_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = x < parameters->low ? parameters->low : x > parameters->high ? parameters->high : x;
    }
}

void adc_hard_swish_f32(const adc_hard_swish_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        const float shifted = x + 3.0f;
        const float clamped = shifted < 0.0f ? 0.0f : shifted > 6.0f ? 6.0f : shifted;
        *output++ = x * clamped / 6.0f;
    }
}

void adc_leaky_relu_f32(const adc_leaky_relu_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = x > 0.0f ? x : x * parameters->alpha;
    }
}

void adc_neg_f32(const adc_neg_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = -x;
    }
}

void adc_rsqrt_f32(const adc_rsqrt_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = 1.0f / __builtin_sqrtf(x);
    }
}

void adc_sqrt_f32(const adc_sqrt_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = __builtin_sqrtf(x);
    }
}

void adc_square_f32(const adc_square_f32_t *parameters, const float *input, float *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        const float x = *input++;
        *output++ = x * x;
    }
}
