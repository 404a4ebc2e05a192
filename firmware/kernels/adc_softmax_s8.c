#include "adc_softmax_s8.h"

#include "adc_dsp.h"
#include "adc_round.h"

static int32_t largest(const int8_t *values, int32_t count)
{
    int32_t result = values[0];
    for (int32_t i = 1; i < count; i++) {
        result = values[i] > result ? values[i] : result;
    }
    return result;
}

/* The product of two numbers of 31 fraction bits, ties up; for one of 29 fraction bits the result has 29. */
static int32_t multiply(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
}

/* value * 2^bits, saturated */
static int32_t shift_left(int32_t value, int32_t bits)
{
    const int32_t limit = INT32_MAX >> bits;
    if (value > limit) {
        return INT32_MAX;
    }
    if (value < -limit - 1) {
        return INT32_MIN;
    }
    return value * (1 << bits);
}

/* 1 / (1 + fraction) in 31 fraction bits, for a fraction of 31 fraction bits in 0 .. 1. */
static int32_t reciprocal_of_one_plus(int32_t fraction)
{
    const int32_t half_denominator = (int32_t)(((int64_t)fraction + INT32_MAX + 1) / 2);
    int32_t estimate = 1515870810 + multiply(half_denominator, -1010580540); /* 48/17 and -32/17 in 29 fraction bits */
    for (int32_t step = 0; step < 3; step++) {
        const int32_t error = (1 << 29) - multiply(half_denominator, estimate);
        estimate += shift_left(multiply(estimate, error), 2);
    }
    return shift_left(estimate, 1);
}

void adc_softmax_s8(const adc_softmax_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const int32_t *const exp_table = parameters->exp_table;

    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = largest(input, columns);

        uint32_t sum = 0;
        for (int32_t i = 0; i < columns; i++) {
            sum += ((uint32_t)exp_table[max - input[i]] + 2048u) >> 12;
        }

        const int32_t headroom = __builtin_clz(sum);
        const int32_t inverse = reciprocal_of_one_plus((int32_t)((sum << headroom) - 0x80000000u));
        const int32_t shift = 35 - headroom;
        for (int32_t i = 0; i < columns; i++) {
            int32_t value = 0;
            if (shift <= 31) {
                const uint32_t probability = (uint32_t)multiply(inverse, exp_table[max - input[i]]);
                value = (int32_t)((probability + ((uint32_t)1 << (shift - 1))) >> shift);
            }
            output[i] = (int8_t)adc_ssat8(value - 128);
        }
        input += columns;
        output += columns;
    }
}

void adc_softmax_s8_float(const adc_softmax_s8_float_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const float *const exp_table = parameters->exp_table;

    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = largest(input, columns);

        float sum = 0.0f;
        for (int32_t i = 0; i < columns; i++) {
            sum += exp_table[max - input[i]];
        }

        const float inverse = 1.0f / (sum * parameters->output_scale);
        for (int32_t i = 0; i < columns; i++) {
            const int32_t value = adc_round(exp_table[max - input[i]] * inverse);
            output[i] = (int8_t)adc_ssat8(adc_qadd(value, parameters->output_zero_point));
        }
        input += columns;
        output += columns;
    }
}
