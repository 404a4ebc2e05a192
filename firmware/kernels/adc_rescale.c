#include "adc_rescale.h"

#include "adc_dsp.h"

static inline int32_t rescale(int32_t value, const adc_rescale_t *parameters)
{
    const int32_t difference = (int32_t)((uint32_t)value - (uint32_t)parameters->input_zero_point);
    const int32_t scaled = adc_requantize(difference, parameters->multiplier, parameters->shift, parameters->rounding);
    const int32_t result = adc_qadd(scaled, parameters->output_zero_point);
    return result < parameters->low ? parameters->low : result > parameters->high ? parameters->high : result;
}

void adc_rescale_s8_s16(const adc_rescale_s8_s16_t *parameters, const int8_t *input, int16_t *output)
{
    const int8_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int16_t)rescale(*input++, parameters);
    }
}

void adc_rescale_s8_s32(const adc_rescale_s8_s32_t *parameters, const int8_t *input, int32_t *output)
{
    const int8_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = rescale(*input++, parameters);
    }
}

void adc_rescale_s16_s8(const adc_rescale_s16_s8_t *parameters, const int16_t *input, int8_t *output)
{
    const int16_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int8_t)rescale(*input++, parameters);
    }
}

void adc_rescale_s16_s16(const adc_rescale_s16_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const int16_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int16_t)rescale(*input++, parameters);
    }
}

void adc_rescale_s16_s32(const adc_rescale_s16_s32_t *parameters, const int16_t *input, int32_t *output)
{
    const int16_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = rescale(*input++, parameters);
    }
}

void adc_rescale_s32_s8(const adc_rescale_s32_s8_t *parameters, const int32_t *input, int8_t *output)
{
    const int32_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int8_t)rescale(*input++, parameters);
    }
}

void adc_rescale_s32_s16(const adc_rescale_s32_s16_t *parameters, const int32_t *input, int16_t *output)
{
    const int32_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int16_t)rescale(*input++, parameters);
    }
}
