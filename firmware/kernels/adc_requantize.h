/* Requantization of a sum: value * multiplier * 2^(shift - 31), rounded to an integer in one of three ways. */
#ifndef ADC_REQUANTIZE_H
#define ADC_REQUANTIZE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_rounding {
    ADC_ROUNDING_TFLM,   /* twice: the high product with ties up, then the right shift with ties away from zero */
    ADC_ROUNDING_TFLITE, /* twice: the high product with ties up, then the right shift with ties up */
    ADC_ROUNDING_SINGLE  /* once: the 64-bit product, ties up */
} adc_rounding_t;

/* multiplier: 0 .. 2^31 - 1, mostly from 2^30. shift: -31 .. 30.
 * A positive shift moves the value left before the product, modulo 2^32, for the two double roundings; the single
 * rounding shifts the product by 31 - shift instead, and saturates. */
static inline int32_t adc_requantize(int32_t value, int32_t multiplier, int32_t shift, adc_rounding_t rounding)
{
    if (rounding == ADC_ROUNDING_SINGLE) {
        const int32_t total = 31 - shift;
        const int64_t half = (int64_t)1 << (total - 1);
        const int64_t scaled = ((int64_t)value * multiplier + half) >> total;
        return scaled < INT32_MIN ? INT32_MIN : scaled > INT32_MAX ? INT32_MAX : (int32_t)scaled;
    }

    const int32_t left = shift > 0 ? shift : 0;
    const int32_t right = shift > 0 ? 0 : -shift;
    const int32_t shifted = (int32_t)((uint32_t)value << left);
    const int32_t high = (int32_t)(((int64_t)shifted * multiplier + ((int64_t)1 << 30)) >> 31);
    const int32_t mask = (int32_t)(((uint32_t)1 << right) - 1u);
    const int32_t threshold = (mask >> 1) + (rounding == ADC_ROUNDING_TFLM && high < 0 ? 1 : 0);
    return (high >> right) + ((high & mask) > threshold ? 1 : 0);
}

/* The same of a sum of 64 bits, whatever the rounding: the multiplier is rounded to 15 bits first, the product once.
 *
 * |value| < 2^47. shift: -31 .. 7. What does not fit 32 bits wraps. */
static inline int32_t adc_requantize_wide(int64_t value, int32_t multiplier, int32_t shift)
{
    const int32_t nearest = (multiplier >> 16) + ((multiplier >> 15) & 1);
    const int64_t reduced = nearest < 0x7FFF ? nearest : 0x7FFF;
    const int32_t total = 15 - shift;
    return (int32_t)(uint32_t)(uint64_t)((value * reduced + ((int64_t)1 << (total - 1))) >> total);
}

#ifdef __cplusplus
}
#endif

#endif
