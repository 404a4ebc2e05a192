#include "adc_add_s8.h"

static void add_run_s8(const adc_add_s8_t *parameters, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const int32_t factor = parameters->factor;
    const int32_t *const table = parameters->table;
    const adc_scale_t rescale = parameters->rescale;
    const int32_t zero_point = parameters->zero_point;
    const int32_t low = parameters->low;
    const int32_t high = parameters->high;
    const int8_t *const end = output + parameters->shape.run;
    while (output != end) {
        const int32_t sum = factor * *a + table[(uint8_t)*b];
        *output++ = (int8_t)adc_clamp(adc_scale_shifted(sum, rescale) + zero_point, low, high);
        a += step_a;
        b += step_b;
    }
}

void adc_add_s8(const adc_add_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        add_run_s8(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
