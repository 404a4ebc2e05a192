/* Requantization of a 32-bit sum by the high word of one product: the same numbers as adc_requantize, sooner.
 *
 * It is not for every factor and every sum. The compiler chooses the constants, and uses them only where it knows from
 * the weights that no sum leaves 32 bits when it is shifted left. */
#ifndef ADC_REQUANTIZE_HIGH_H
#define ADC_REQUANTIZE_HIGH_H

#include <stdint.h>

#include "adc_dsp.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_high_rounding {
    ADC_HIGH_TIES_AWAY, /* the high word rounded, then the shift with ties away from zero: ADC_ROUNDING_TFLM */
    ADC_HIGH_TIES_UP,   /* the high word rounded, then the shift with ties up: ADC_ROUNDING_TFLITE */
    ADC_HIGH_ONCE       /* the high word cut off, then the shift with ties up: one rounding in all */
} adc_high_rounding_t;

/* sum * multiplier * 2^(left - 33 - shift), rounded.
 *
 * multiplier: 0, or 2^30 .. 2^31 - 1. left: 0 .. 31, and sum * 2^left fits 32 bits. shift: 0 .. 31. */
static inline int32_t adc_requantize_high(int32_t sum, int32_t multiplier, int32_t left, int32_t shift, adc_high_rounding_t rounding)
{
    const int32_t shifted = (int32_t)((uint32_t)sum << left);
    int32_t high;
    if (rounding == ADC_HIGH_ONCE) {
        high = adc_smmul(shifted, multiplier);
    } else {
        high = adc_smmulr(shifted, multiplier);
        if (rounding == ADC_HIGH_TIES_AWAY) {
            high += high >> 31;
        }
    }
    return ((high >> shift) + 1) >> 1;
}

#ifdef __cplusplus
}
#endif

#endif
