#include "adc_quantize.h"

#include "adc_dsp.h"
#include "adc_round.h"

static inline int32_t quantize(float value, float scale, int32_t zero_point)
{
    return adc_ssat8(adc_qadd(adc_round(value / scale), zero_point));
}

/* 1, 0 or -1: value / scale is below, on or above a tie of less than twelve bits.
 *
 * The scale is cut into two parts of twelve bits, so that both products are exact, and so is the difference: the first
 * product is close to the value. */
static inline int32_t side_of_tie(float value, float scale, float tie)
{
    uint32_t bits;
    float upper;
    __builtin_memcpy(&bits, &scale, sizeof bits);
    bits &= 0xFFFFF000u;
    __builtin_memcpy(&upper, &bits, sizeof upper);
    const float rest = value - tie * upper;
    const float wanted = tie * (scale - upper);
    return rest < wanted ? 1 : rest > wanted ? -1 : 0;
}

/* Rounding to float32 moves a quotient onto a tie, but never across one. Ties beyond int8 and any zero point saturate. */
static inline int32_t quantize_exact(float value, float scale, int32_t zero_point)
{
    const float quotient = value / scale;
    int32_t steps = adc_round(quotient);
    if ((quotient > -512.0f) && (quotient < 512.0f)) {
        const float away = (float)steps - quotient;
        if ((away == 0.5f) && (side_of_tie(value, scale, quotient) > 0)) {
            steps--;
        } else if ((away == -0.5f) && (side_of_tie(value, scale, quotient) < 0)) {
            steps++;
        }
    }
    return adc_ssat8(adc_qadd(steps, zero_point));
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

void adc_quantize_exact_f32_s8(const adc_quantize_exact_f32_s8_t *parameters, const float *input, int8_t *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const float *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int8_t)quantize_exact(*input++, scale, zero_point);
    }
}

void adc_quantize_exact_f32_s16(const adc_quantize_exact_f32_s16_t *parameters, const float *input, int16_t *output)
{
    const float scale = parameters->scale;
    const int32_t zero_point = parameters->zero_point;
    const float *const end = input + parameters->count;
    while (input != end) {
        *output++ = (int16_t)quantize_exact(*input++, scale, zero_point);
    }
}

static inline int16_t saturate_to_16(int32_t value)
{
    return (int16_t)(value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value);
}

void adc_quantize_f32_q16(const adc_quantize_f32_q16_t *parameters, const float *input, int16_t *output)
{
    const float *const end = input + parameters->count;
    while (input != end) {
        *output++ = saturate_to_16(adc_qadd(adc_round(*input++ / parameters->scale), parameters->zero_point));
    }
}

/* A NaN compares as false and gives the zero point. */
void adc_quantize_exact_f32_q16(const adc_quantize_exact_f32_q16_t *parameters, const float *input, int16_t *output)
{
    const double scale = (double)parameters->scale;
    const float *const end = input + parameters->count;
    while (input != end) {
        const double quotient = (double)*input++ / scale;
        int32_t steps = 0;
        if (quotient >= 131072.0) {
            steps = 131072;
        } else if (quotient <= -131072.0) {
            steps = -131072;
        } else if (quotient > -131072.0) {
            steps = (int32_t)(quotient < 0.0 ? quotient - 0.5 : quotient + 0.5);
        }
        *output++ = saturate_to_16(steps + parameters->zero_point);
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
