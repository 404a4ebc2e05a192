/* 32-bit fixed-point arithmetic that several kernels share. A number with i integer bits stands for raw / 2^(31 - i). */
#ifndef ADC_FIXED_POINT_H
#define ADC_FIXED_POINT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* a * b / 2^31, ties up; integer bits add up. Not both operands may be INT32_MIN. */
static inline int32_t adc_fixed_multiply(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
}

/* value * 2^bits, saturated; bits: 0 .. 30 */
static inline int32_t adc_fixed_shift_left(int32_t value, int32_t bits)
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

/* value / 2^bits, ties away from zero; bits: 1 .. 31 */
static inline int32_t adc_fixed_shift_right(int32_t value, int32_t bits)
{
    const int32_t mask = (int32_t)(((uint32_t)1 << bits) - 1u);
    const int32_t threshold = (mask >> 1) + (value < 0 ? 1 : 0);
    return (value >> bits) + ((value & mask) > threshold ? 1 : 0);
}

/* 1 / (1 + fraction) in 31 fraction bits, for a fraction of 31 fraction bits in 0 .. 1: three steps of Newton and Raphson */
static inline int32_t adc_fixed_reciprocal_of_one_plus(int32_t fraction)
{
    const int32_t half_denominator = (int32_t)(((uint32_t)fraction + 0x80000000u) >> 1);
    int32_t estimate = 1515870810 + adc_fixed_multiply(half_denominator, -1010580540); /* 48/17 and -32/17 in 29 fraction bits */
    for (int32_t step = 0; step < 3; step++) {
        const int32_t error = (1 << 29) - adc_fixed_multiply(half_denominator, estimate);
        estimate += adc_fixed_multiply(estimate, error) * 4; /* the first error is the largest, a seventeenth: nothing saturates */
    }
    return adc_fixed_shift_left(estimate, 1);
}

#ifdef __cplusplus
}
#endif

#endif
