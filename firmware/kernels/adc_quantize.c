#include "adc_quantize.h"

#include "adc_dsp.h"
#include "adc_round.h"

static inline int32_t quantize(float value, float scale, int32_t zero_point)
{
    return adc_ssat8(adc_qadd(adc_round(value / scale), zero_point));
}

static inline float dequantize(int32_t value, float scale, int32_t zero_point)
{
    return scale * (float)(value - zero_point);
}

void adc_quantize_f32_s8(const adc_quantize_f32_s8_t *parameters, const float *input, int8_t *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const float *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int8_t)quantize(*input++, scale, zero_point);
    }
}

void adc_quantize_f32_s16(const adc_quantize_f32_s16_t *parameters, const float *input, int16_t *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const float *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int16_t)quantize(*input++, scale, zero_point);
    }
}

void adc_dequantize_s8_f32(const adc_dequantize_s8_f32_t *parameters, const int8_t *input, float *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const int8_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = dequantize(*input++, scale, zero_point);
    }
}

void adc_dequantize_s16_f32(const adc_dequantize_s16_f32_t *parameters, const int16_t *input, float *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const int16_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = dequantize(*input++, scale, zero_point);
    }
}
