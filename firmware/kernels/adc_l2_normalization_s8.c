#include "adc_l2_normalization_s8.h"

#include "adc_dsp.h"
#include "adc_fixed_point.h"

/* 1 / sqrt(value) = multiplier * 2^(shift - 31), by five steps of Newton's method from 1, with 3 integer bits */
static int32_t inverse_square_root(int32_t value, int32_t *shift)
{
    *shift = 0;
    if (value <= 1) {
        return INT32_MAX;
    }

    int32_t right = 11;
    while (value >= (1 << 29)) {
        value /= 4;
        right++;
    }
    while (value < (1 << 27)) {
        value *= 4;
        right--;
    }

    const int32_t half = adc_fixed_shift_right(value >> 1, 1);
    int32_t x = 1 << 28;
    for (int32_t step = 0; step < 5; step++) {
        const int32_t cube = adc_fixed_shift_left(adc_fixed_multiply(adc_fixed_multiply(x, x), x), 6);
        x = adc_fixed_shift_left(adc_fixed_multiply((1 << 28) + (1 << 27), x) - adc_fixed_multiply(half, cube), 3);
    }
    x = adc_fixed_multiply(x, 1518500250); /* the square root of 1/2 in 31 fraction bits */
    if (right < 0) {
        return x * (1 << -right);
    }
    *shift = -right;
    return x;
}

void adc_l2_normalization_s8(const adc_l2_normalization_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const int32_t zero_point = parameters->input_zero_point;
    for (int32_t row = 0; row < parameters->rows; row++) {
        int32_t squares = 0;
        for (int32_t i = 0; i < columns; i++) {
            const int32_t x = input[i] - zero_point;
            squares += x * x;
        }

        int32_t shift;
        const int32_t multiplier = inverse_square_root(squares, &shift);
        for (int32_t i = 0; i < columns; i++) {
            output[i] = (int8_t)adc_ssat8(adc_requantize(input[i] - zero_point, multiplier, shift + 7, parameters->rounding));
        }
        input += columns;
        output += columns;
    }
}
