#include "adc_requantize.h"

#include "kernels_check.h"

static const int64_t two_to_31 = (int64_t)1 << 31;

/* The high product as the reference states it: a nudge by the product's sign, then a truncating division. */
static int64_t high_product(int32_t value, int32_t multiplier)
{
    const int64_t product = (int64_t)value * multiplier;
    const int64_t nudge = product >= 0 ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (product + nudge) / two_to_31;
}

static int32_t expected(int32_t value, int32_t multiplier, int32_t shift, adc_rounding_t rounding)
{
    if (rounding == ADC_ROUNDING_SINGLE) {
        const int64_t unit = (int64_t)1 << (31 - shift);
        const int64_t exact = check_floor_divide((int64_t)value * multiplier + unit / 2, unit);
        return (int32_t)(exact < INT32_MIN ? INT32_MIN : exact > INT32_MAX ? INT32_MAX : exact);
    }
    if (shift > 0) {
        const uint32_t scaled = (uint32_t)value * ((uint32_t)1 << shift);
        return (int32_t)high_product((int32_t)scaled, multiplier);
    }
    const int64_t high = high_product(value, multiplier);
    const int64_t unit = (int64_t)1 << -shift;
    if (rounding == ADC_ROUNDING_TFLITE) {
        return (int32_t)check_floor_divide(high + unit / 2, unit);
    }
    return (int32_t)(high < 0 ? -((-high + unit / 2) / unit) : (high + unit / 2) / unit);
}

static int check(int32_t value, int32_t multiplier, int32_t shift)
{
    int failures = 0;
    failures += check_failed(adc_requantize(value, multiplier, shift, ADC_ROUNDING_TFLM)
        == expected(value, multiplier, shift, ADC_ROUNDING_TFLM), "requantize, tflm");
    failures += check_failed(adc_requantize(value, multiplier, shift, ADC_ROUNDING_TFLITE)
        == expected(value, multiplier, shift, ADC_ROUNDING_TFLITE), "requantize, tflite");
    failures += check_failed(adc_requantize(value, multiplier, shift, ADC_ROUNDING_SINGLE)
        == expected(value, multiplier, shift, ADC_ROUNDING_SINGLE), "requantize, single");
    return failures;
}

int check_requantize(void)
{
    static const int32_t values[] = {INT32_MIN, INT32_MIN + 1, -65536, -3, -2, -1, 0, 1, 2, 3, 65536, INT32_MAX - 1, INT32_MAX};
    static const int32_t multipliers[] = {0, 1 << 30, (1 << 30) + 1, 3 << 29, INT32_MAX};
    int failures = 0;
    for (int32_t shift = -31; shift <= 30; shift++) {
        for (unsigned v = 0; v < sizeof values / sizeof *values; v++) {
            for (unsigned m = 0; m < sizeof multipliers / sizeof *multipliers; m++) {
                failures += check(values[v], multipliers[m], shift);
            }
        }
    }
    check_random_t random = {3};
    for (int i = 0; i < 10000; i++) {
        failures += check(check_int32(&random), check_between(&random, 1 << 30, INT32_MAX), check_between(&random, -31, 30));
        /* A multiplier of one half and a small shift: every other value is a tie. */
        failures += check(check_between(&random, -64, 64), 1 << 30, check_between(&random, -4, 0));
    }

    /* Where the three differ: -6 / 4 is a tie below zero; 5 / 4 becomes 3 / 2, and so 2, when it is rounded twice. */
    failures += check_failed(adc_requantize(-6, 1 << 30, -1, ADC_ROUNDING_TFLM) == -2, "tflm: a tie goes away from zero");
    failures += check_failed(adc_requantize(-6, 1 << 30, -1, ADC_ROUNDING_TFLITE) == -1, "tflite: a tie goes up");
    failures += check_failed(adc_requantize(-6, 1 << 30, -1, ADC_ROUNDING_SINGLE) == -1, "single: a tie goes up");
    failures += check_failed(adc_requantize(5, 1 << 30, -1, ADC_ROUNDING_TFLM) == 2, "tflm: rounds twice");
    failures += check_failed(adc_requantize(5, 1 << 30, -1, ADC_ROUNDING_TFLITE) == 2, "tflite: rounds twice");
    failures += check_failed(adc_requantize(5, 1 << 30, -1, ADC_ROUNDING_SINGLE) == 1, "single: rounds once");
    return failures;
}
