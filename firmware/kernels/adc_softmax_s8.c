#include "adc_softmax_s8.h"

#include "adc_dsp.h"
#include "adc_fixed_point.h"
#include "adc_largest.h"
#include "adc_round.h"

void adc_softmax_s8(const adc_softmax_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const int32_t *const exp_table = parameters->exp_table;

    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = adc_largest_s8(input, columns);

        uint32_t sum = 0;
        for (int32_t i = 0; i < columns; i++) {
            sum += ((uint32_t)exp_table[max - input[i]] + 2048u) >> 12;
        }

        const int32_t headroom = __builtin_clz(sum);
        const int32_t inverse = adc_fixed_reciprocal_of_one_plus((int32_t)((sum << headroom) - 0x80000000u));
        const int32_t shift = 35 - headroom;
        for (int32_t i = 0; i < columns; i++) {
            int32_t value = 0;
            if (shift <= 31) {
                const uint32_t probability = (uint32_t)adc_fixed_multiply(inverse, exp_table[max - input[i]]);
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
        const int32_t max = adc_largest_s8(input, columns);

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
