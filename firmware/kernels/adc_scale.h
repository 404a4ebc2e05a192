/* Requantization without branches: what differs between the roundings is in the constants. */
#ifndef ADC_SCALE_H
#define ADC_SCALE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* value * multiplier * 2^(left - 32 - right), rounded.
 *
 *   twice  the product with ties up (nearest = 1), then the shift with ties away from zero (tie = -1)
 *   once   the product downwards (nearest = 0), then the shift with ties up (tie = 0)
 *
 * Where right is 0 there is only the first rounding: nearest = 1, half = tie = 0. */
typedef struct adc_scale {
    int32_t multiplier; /* 0, or a magnitude of 2^30 .. 2^31 - 1 */
    int32_t left;       /* 0 .. 31; value * 2^left fits 32 bits */
    int32_t nearest;    /* 0 or 1 */
    int32_t half;       /* 2^(right - 1), or 0 */
    int32_t tie;        /* -1 or 0 */
    int32_t right;      /* 0 .. 31 */
} adc_scale_t;

/* Of a value that is shifted to the left already. */
static inline int32_t adc_scale_shifted(int32_t shifted, adc_scale_t by)
{
    const int64_t product = (int64_t)shifted * by.multiplier + ((int64_t)by.nearest << 31);
    const int32_t high = (int32_t)(product >> 32);
    return (high + by.half + ((high >> 31) & by.tie)) >> by.right;
}

static inline int32_t adc_scale_value(int32_t value, adc_scale_t by)
{
    return adc_scale_shifted((int32_t)((uint32_t)value << by.left), by);
}

static inline int32_t adc_clamp(int32_t value, int32_t low, int32_t high)
{
    const int32_t raised = value < low ? low : value;
    return raised > high ? high : raised;
}

#ifdef __cplusplus
}
#endif

#endif
