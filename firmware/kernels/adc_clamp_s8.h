/* The clamp of an activation, for kernels whose last instruction saturates to int8. */
#ifndef ADC_CLAMP_S8_H
#define ADC_CLAMP_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Clamps `count` values in place; nothing is left to do where the bounds are those of int8. */
static inline void adc_clamp_s8(int8_t *values, int32_t count, int32_t low, int32_t high)
{
    if (low == INT8_MIN && high == INT8_MAX) {
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = values[i];
        values[i] = (int8_t)(value < low ? low : value > high ? high : value);
    }
}

#ifdef __cplusplus
}
#endif

#endif
