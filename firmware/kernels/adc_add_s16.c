#include "adc_add_s16.h"

static void add_run_s16(const adc_add_s16_t *parameters, const int16_t *a, const int16_t *b, int16_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const int32_t factor = parameters->factor;
    const int32_t sign = parameters->sign;
    const adc_scale_t rescale_b = parameters->rescale_b;
    const adc_scale_t rescale = parameters->rescale;
    const int32_t low = parameters->low;
    const int32_t high = parameters->high;
    const int16_t *const end = output + parameters->shape.run;
    while (output != end) {
        const int32_t sum = factor * *a + sign * adc_scale_value(*b, rescale_b);
        *output++ = (int16_t)adc_clamp(adc_scale_value(sum, rescale), low, high);
        a += step_a;
        b += step_b;
    }
}

void adc_add_s16(const adc_add_s16_t *parameters, const int16_t *input0, const int16_t *input1, int16_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        add_run_s16(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
