#include "adc_prelu_s8.h"

static void prelu_run_s8(const adc_prelu_s8_t *parameters, const int8_t *input, const int8_t *slope, int8_t *output)
{
    const int32_t step_input = parameters->shape.steps[0];
    const int32_t step_slope = parameters->shape.steps[1];
    const int32_t zero_point_x = parameters->zero_point_x;
    const int32_t zero_point_slope = parameters->zero_point_slope;
    const adc_scale_t positive = parameters->rescale_positive;
    const adc_scale_t negative = parameters->rescale_negative;
    const int32_t zero_point = parameters->zero_point;
    const int8_t *const end = output + parameters->shape.run;
    while (output != end) {
        const int32_t x = *input - zero_point_x;
        const int32_t scaled = x >= 0 ? adc_scale_value(x, positive) : adc_scale_value(x * (*slope - zero_point_slope), negative);
        *output++ = (int8_t)adc_clamp(scaled + zero_point, INT8_MIN, INT8_MAX);
        input += step_input;
        slope += step_slope;
    }
}

void adc_prelu_s8(const adc_prelu_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        prelu_run_s8(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
