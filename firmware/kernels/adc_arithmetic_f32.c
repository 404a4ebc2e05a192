#include "adc_arithmetic_f32.h"

static float arithmetic_result(adc_arithmetic_t operation, float a, float b)
{
    switch (operation) {
    case ADC_ARITHMETIC_ADD:
        return a + b;
    case ADC_ARITHMETIC_SUB:
        return a - b;
    case ADC_ARITHMETIC_MUL:
        return a * b;
    default:
        return a / b;
    }
}

static void arithmetic_run_f32(const adc_arithmetic_f32_t *parameters, const float *a, const float *b, float *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const adc_arithmetic_t operation = parameters->operation;
    const float low = parameters->low;
    const float high = parameters->high;
    const float *const end = output + parameters->shape.run;
    while (output != end) {
        const float result = arithmetic_result(operation, *a, *b);
        *output++ = result < low ? low : result > high ? high : result;
        a += step_a;
        b += step_b;
    }
}

void adc_arithmetic_f32(const adc_arithmetic_f32_t *parameters, const float *input0, const float *input1, float *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        arithmetic_run_f32(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
