#include "adc_logical.h"

static void logical_run(const adc_logical_t *parameters, const uint8_t *a, const uint8_t *b, uint8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const uint32_t truth = (uint32_t)parameters->truth;
    const uint8_t *const end = output + parameters->shape.run;
    while (output != end) {
        const uint32_t row = (*a != 0u ? 2u : 0u) + (*b != 0u ? 1u : 0u);
        *output++ = (truth >> row) & 1u;
        a += step_a;
        b += step_b;
    }
}

void adc_logical(const adc_logical_t *parameters, const uint8_t *input0, const uint8_t *input1, uint8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        logical_run(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
