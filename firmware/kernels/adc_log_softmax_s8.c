#include "adc_log_softmax_s8.h"

#include "adc_dsp.h"
#include "adc_fixed_point.h"
#include "adc_largest.h"
#include "adc_requantize.h"

/* ln(x) in 5 integer bits, for x >= 1 with 12.
 *
 * x = r * 2^power with r near 2^(-1/4), in one of two ways; ln(r) is a quotient of polynomials of q = 2 * (r - 2^(-1/4)).
 * Powers have 6 integer bits. */
static int32_t logarithm(int32_t x)
{
    const int32_t sqrt_half = 1518500250;
    const int32_t centre = 1805811301;

    const int32_t headroom = __builtin_clz((uint32_t)x) - 1;
    const int32_t upper = adc_fixed_shift_left(adc_fixed_multiply(adc_fixed_shift_left(x, headroom), sqrt_half), 1);
    const int32_t upper_power = (11 - headroom) * (1 << 25) + (1 << 23);
    const int32_t lower_headroom = __builtin_clz((uint32_t)adc_fixed_multiply(x, sqrt_half)) - 1;
    const int32_t lower = adc_fixed_shift_left(x, lower_headroom);
    const int32_t lower_power = (12 - lower_headroom) * (1 << 25) - (1 << 23);
    const int32_t r = upper < lower ? upper : lower;
    const int32_t power = upper_power > lower_power ? upper_power : lower_power;

    const int32_t mean = (int32_t)(((int64_t)r + centre + 1) / 2);
    const int32_t q = 2 * (r - centre);
    const int32_t q2 = adc_fixed_multiply(q, q);
    const int32_t numerator = adc_fixed_multiply(q, r) + adc_fixed_multiply(adc_fixed_multiply(q, q2), 117049297);
    const int32_t inner = 1057819769 + q + adc_fixed_multiply(127690142, q2);
    const int32_t denominator_minus_one = adc_fixed_multiply(mean, inner) + adc_fixed_multiply(638450708, q);
    const int32_t inverse = adc_fixed_reciprocal_of_one_plus(denominator_minus_one);
    const int32_t of_r = adc_fixed_multiply(adc_fixed_shift_right(numerator, 6), inverse);
    return adc_fixed_shift_left(adc_fixed_multiply(power, 1488522236) + of_r, 1);
}

void adc_log_softmax_s8(const adc_log_softmax_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const int32_t *const exp_table = parameters->exp_table;
    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = adc_largest_s8(input, columns);

        uint32_t sum = 0;
        for (int32_t i = 0; i < columns; i++) {
            sum += ((uint32_t)exp_table[max - input[i]] + 2048u) >> 12;
        }

        /* From here on down the result would leave 5 integer bits. */
        const int32_t log_sum = logarithm((int32_t)sum);
        const int32_t reversed = adc_requantize(
            log_sum + INT32_MIN, parameters->reverse_multiplier, parameters->reverse_shift, ADC_ROUNDING_TFLM);
        const int32_t least = reversed > parameters->least_difference - 1 ? reversed : parameters->least_difference - 1;
        for (int32_t i = 0; i < columns; i++) {
            const int32_t d = input[i] - max;
            int32_t steps = -128;
            if (d > least) {
                const int32_t scaled = adc_requantize(d, parameters->multiplier, parameters->shift, ADC_ROUNDING_TFLM);
                const int32_t result = (int32_t)((uint32_t)scaled - (uint32_t)log_sum);
                steps = adc_ssat8(adc_fixed_shift_right(result, 22) + 127);
            }
            output[i] = (int8_t)steps;
        }
        input += columns;
        output += columns;
    }
}
