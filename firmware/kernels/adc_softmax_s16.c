#include "adc_softmax_s16.h"

#include "adc_largest.h"

/* x: 0 .. 65535, the distance from the first sample */
static inline int32_t interpolate(const int16_t *table, int32_t x)
{
    const int32_t here = table[x >> 7];
    const int32_t slope = table[(x >> 7) + 1] - here;
    return here + ((slope * (x & 127) + 64) >> 7);
}

void adc_softmax_s16(const adc_softmax_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const int32_t columns = parameters->columns;
    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = adc_largest_s16(input, columns);

        uint32_t sum = 0;
        for (int32_t i = 0; i < columns; i++) {
            int32_t d = adc_requantize(input[i] - max, parameters->multiplier, parameters->shift, parameters->rounding);
            d = d < -65535 ? -65535 : d > 0 ? 0 : d;
            const int32_t exponential = interpolate(parameters->exp_table, 65535 + d);
            output[i] = (int16_t)exponential;
            sum += (uint32_t)exponential;
        }

        const int32_t leading_bit = 31 - __builtin_clz(sum);
        const int32_t mantissa = (int32_t)((((uint64_t)sum << (30 - leading_bit)) + 8192u) >> 14);
        const int32_t fraction = mantissa - 65536;
        const int32_t inverse = interpolate(parameters->reciprocal_table, fraction > 65535 ? 65535 : fraction);
        const int64_t half = (int64_t)1 << (leading_bit - 1);
        for (int32_t i = 0; i < columns; i++) {
            const int64_t value = ((int64_t)output[i] * inverse + half) >> leading_bit;
            output[i] = (int16_t)(value > INT16_MAX ? INT16_MAX : value);
        }
        input += columns;
        output += columns;
    }
}
