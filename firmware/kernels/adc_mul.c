#include "adc_mul.h"

static void mul_run_s8(const adc_mul_s8_t *parameters, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const int32_t zero_point_a = parameters->zero_point_a;
    const int32_t zero_point_b = parameters->zero_point_b;
    const adc_scale_t rescale = parameters->rescale;
    const int32_t zero_point = parameters->zero_point;
    const int32_t low = parameters->low;
    const int32_t high = parameters->high;
    const int8_t *const end = output + parameters->shape.run;
    while (output != end) {
        const int32_t product = (*a - zero_point_a) * (*b - zero_point_b);
        *output++ = (int8_t)adc_clamp(adc_scale_value(product, rescale) + zero_point, low, high);
        a += step_a;
        b += step_b;
    }
}

void adc_mul_s8(const adc_mul_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        mul_run_s8(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}

static void mul_run_s16(const adc_mul_s16_t *parameters, const int16_t *a, const int16_t *b, int16_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const int32_t multiplier = parameters->multiplier;
    const int32_t shift = parameters->shift;
    const adc_rounding_t rounding = parameters->rounding;
    const int32_t low = parameters->low;
    const int32_t high = parameters->high;
    const int16_t *const end = output + parameters->shape.run;
    while (output != end) {
        *output++ = (int16_t)adc_clamp(adc_requantize(*a * *b, multiplier, shift, rounding), low, high);
        a += step_a;
        b += step_b;
    }
}

void adc_mul_s16(const adc_mul_s16_t *parameters, const int16_t *input0, const int16_t *input1, int16_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        mul_run_s16(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
