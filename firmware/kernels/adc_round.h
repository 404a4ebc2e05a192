/* Rounding of a float to an integer: what VCVTA.S32.F32 does, and its plain C twin elsewhere. */
#ifndef ADC_ROUND_H
#define ADC_ROUND_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The nearest integer, ties away from zero; saturated to the range of int32_t; 0 for a NaN. */
static inline int32_t adc_round(float value)
{
#if defined(__ARM_ARCH_8M_MAIN__) && defined(__ARM_FP)
    float bits;
    int32_t result;
    __asm__("vcvta.s32.f32 %0, %1" : "=t"(bits) : "t"(value));
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
#else
    if (value >= 2147483648.0f) {
        return INT32_MAX;
    }
    if (value < -2147483648.0f) {
        return INT32_MIN;
    }
    if (value != value) {
        return 0;
    }
    const int32_t whole = (int32_t)value;
    const float rest = value - (float)whole;
    return rest >= 0.5f ? whole + 1 : rest <= -0.5f ? whole - 1 : whole;
#endif
}

#ifdef __cplusplus
}
#endif

#endif
