#include "adc_expand.h"

/* significand * 2^shift, rounded; what leaves 32 bits stays beyond them. */
static int64_t scaled(uint32_t significand, int32_t shift)
{
    enum { MOST = 40 }; /* eleven bits so far to the left or right leave 32 bits, or nothing */
    if (shift >= 0) {
        return (int64_t)((uint64_t)significand << (shift < MOST ? shift : MOST));
    }
    const int32_t right = -shift < MOST ? -shift : MOST;
    return (int64_t)(((uint64_t)significand + ((uint64_t)1 << (right - 1))) >> right);
}

void adc_expand_f16_s32(const adc_expand_f16_s32_t *parameters, const uint16_t *input, int32_t *output)
{
    for (int32_t i = 0; i < parameters->count; i++) {
        const uint32_t bits = input[i];
        const uint32_t exponent = (bits >> 10) & 0x1Fu;
        const uint32_t significand = (bits & 0x3FFu) | (exponent == 0u ? 0u : 0x400u);
        /* The value is significand * 2^(scale - 24). */
        const int32_t scale = exponent == 0u ? 0 : (int32_t)exponent - 1;
        const int64_t magnitude = scaled(significand, scale - 24 + parameters->power);
        const int64_t value = (bits & 0x8000u) != 0u ? -magnitude : magnitude;
        output[i] = value < parameters->low ? parameters->low : value > parameters->high ? parameters->high : (int32_t)value;
    }
}
