#include "adc_extremum_s8.h"

static void extremum_run_s8(const adc_extremum_s8_t *parameters, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const int32_t greatest = parameters->greatest;
    const int8_t *const end = output + parameters->shape.run;
    while (output != end) {
        *output++ = (*a > *b) == (greatest != 0) ? *a : *b;
        a += step_a;
        b += step_b;
    }
}

void adc_extremum_s8(const adc_extremum_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        extremum_run_s8(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
