#include "adc_round.h"

#include "kernels_check.h"

static int32_t expected(float value)
{
    const double magnitude = value < 0.0f ? -(double)value : (double)value;
    if (!(magnitude >= 0.0)) {
        return 0;
    }
    if (magnitude + 0.5 >= 2147483648.0) {
        return value > 0.0f ? INT32_MAX : INT32_MIN;
    }
    const int32_t rounded = (int32_t)(magnitude + 0.5);
    return value < 0.0f ? -rounded : rounded;
}

static float from_bits(uint32_t bits)
{
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

int check_round(void)
{
    static const float values[] = {0.0f, 0.25f, 0.5f, 0.49999997f, 0.50000006f, 1.0f, 1.5f, 2.5f, 3.5f, 127.5f, 8388607.5f,
        8388609.0f, 16777215.0f, 2147483520.0f, 2147483648.0f, 4e9f, 3e38f, 1e-45f};
    int failures = 0;
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
        failures += check_failed(adc_round(values[i]) == expected(values[i]), "round a chosen number");
        failures += check_failed(adc_round(-values[i]) == expected(-values[i]), "round a chosen negative number");
    }
    failures += check_failed(adc_round(from_bits(0x7F800000u)) == INT32_MAX, "round infinity");
    failures += check_failed(adc_round(from_bits(0xFF800000u)) == INT32_MIN, "round minus infinity");
    failures += check_failed(adc_round(from_bits(0x7FC00000u)) == 0, "round NaN");
    failures += check_failed(adc_round(from_bits(0xFFFFFFFFu)) == 0, "round minus NaN");

    check_random_t random = {2};
    for (int i = 0; i < 5000; i++) {
        /* Exponents from 2^-3 to 2^33, where rounding has something to do; then halves. */
        const uint32_t exponent = (uint32_t)check_between(&random, 124, 160);
        const float any = from_bits((check_word(&random) & 0x807FFFFFu) | exponent << 23);
        failures += check_failed(adc_round(any) == expected(any), "round a random number");
        const float half = (float)check_between(&random, -100000, 100000) / 2.0f;
        failures += check_failed(adc_round(half) == expected(half), "round a half");
    }
    return failures;
}
