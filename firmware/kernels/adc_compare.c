#include "adc_compare.h"

static inline uint8_t compare_integers(int32_t a, int32_t b, uint32_t relation)
{
    const uint32_t outcome = a < b ? ADC_RELATION_LESS : a > b ? ADC_RELATION_GREATER : ADC_RELATION_EQUAL;
    return (relation & outcome) != 0u;
}

static void compare_run_s8(const adc_compare_s8_t *parameters, const int8_t *a, const int8_t *b, uint8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const uint32_t relation = parameters->relation;
    const int16_t *const ranks_a = parameters->ranks0;
    const int16_t *const ranks_b = parameters->ranks1;
    const uint8_t *const end = output + parameters->shape.run;
    while (output != end) {
        *output++ = compare_integers(ranks_a[(uint8_t)*a], ranks_b[(uint8_t)*b], relation);
        a += step_a;
        b += step_b;
    }
}

void adc_compare_s8(const adc_compare_s8_t *parameters, const int8_t *input0, const int8_t *input1, uint8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        compare_run_s8(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}

static void compare_run_s32(const adc_compare_s32_t *parameters, const int32_t *a, const int32_t *b, uint8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const uint32_t relation = parameters->relation;
    const uint8_t *const end = output + parameters->shape.run;
    while (output != end) {
        *output++ = compare_integers(*a, *b, relation);
        a += step_a;
        b += step_b;
    }
}

void adc_compare_s32(const adc_compare_s32_t *parameters, const int32_t *input0, const int32_t *input1, uint8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        compare_run_s32(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}

static void compare_run_f32(const adc_compare_f32_t *parameters, const float *a, const float *b, uint8_t *output)
{
    const int32_t step_a = parameters->shape.steps[0];
    const int32_t step_b = parameters->shape.steps[1];
    const uint32_t relation = parameters->relation;
    const uint8_t *const end = output + parameters->shape.run;
    while (output != end) {
        const uint32_t less = *a < *b ? ADC_RELATION_LESS : 0u;
        const uint32_t greater = *a > *b ? ADC_RELATION_GREATER : 0u;
        const uint32_t equal = *a == *b ? ADC_RELATION_EQUAL : 0u;
        const uint32_t outcome = less | equal | greater;
        *output++ = (relation & (outcome != 0u ? outcome : 8u)) != 0u;
        a += step_a;
        b += step_b;
    }
}

void adc_compare_f32(const adc_compare_f32_t *parameters, const float *input0, const float *input1, uint8_t *output)
{
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        compare_run_f32(parameters, input0 + run.offset[0], input1 + run.offset[1], output);
        output += parameters->shape.run;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
