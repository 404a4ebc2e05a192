#include "adc_expand.h"

#include "kernels_check.h"

/* Whole multiples of 2^-24, which every binary16 number is. */
static int64_t multiples(uint32_t bits)
{
    const uint32_t exponent = (bits >> 10) & 0x1Fu;
    int64_t magnitude = bits & 0x3FFu;
    if (exponent > 0u) {
        magnitude += 0x400;
        for (uint32_t i = 1; i < exponent; i++) {
            magnitude *= 2;
        }
    }
    return (bits & 0x8000u) != 0u ? -magnitude : magnitude;
}

/* multiples * 2^(power - 24) to the nearest integer, ties away from zero. */
static int64_t nearest(int64_t count, int32_t power)
{
    const int64_t size = count < 0 ? -count : count;
    int64_t whole = size;
    if (power < 24) {
        int64_t unit = 1;
        for (int32_t i = power; i < 24; i++) {
            unit *= 2;
        }
        whole = (2 * size + unit) / (2 * unit);
    }
    for (int32_t i = 24; i < power && whole <= INT32_MAX; i++) {
        whole *= 2;
    }
    return count < 0 ? -whole : whole;
}

int check_expand(void)
{
    static const int32_t powers[] = {0, 3, 8, 14, 20, 24, 27, -5, -12};
    int failures = 0;
    for (uint32_t kind = 0; kind < sizeof(powers) / sizeof(powers[0]); kind++) {
        int holds = 1;
        for (uint32_t bits = 0; bits <= 0xFFFFu; bits++) {
            if ((bits & 0x7C00u) == 0x7C00u) {
                continue;
            }
            const adc_expand_f16_s32_t parameters = {
                .count = 1, .power = powers[kind], .low = kind % 2u == 0u ? INT32_MIN : 0, .high = kind % 3u == 0u ? 1000 : INT32_MAX};
            const uint16_t input = (uint16_t)bits;
            int32_t output[2] = {0, 0x5555};
            adc_expand_f16_s32(&parameters, &input, output);
            const int64_t value = nearest(multiples(bits), powers[kind]);
            const int64_t wanted = value < parameters.low ? parameters.low : value > parameters.high ? parameters.high : value;
            holds = holds && output[0] == wanted && output[1] == 0x5555;
        }
        failures += check_failed(holds, "expand");
    }
    return failures;
}
