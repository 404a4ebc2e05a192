/* The largest of some elements: what the softmax kernels begin each row with. */
#ifndef ADC_LARGEST_H
#define ADC_LARGEST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* count >= 1 */
static inline int32_t adc_largest_s8(const int8_t *values, int32_t count)
{
    int32_t result = values[0];
    for (int32_t i = 1; i < count; i++) {
        result = values[i] > result ? values[i] : result;
    }
    return result;
}

static inline int32_t adc_largest_s16(const int16_t *values, int32_t count)
{
    int32_t result = values[0];
    for (int32_t i = 1; i < count; i++) {
        result = values[i] > result ? values[i] : result;
    }
    return result;
}

#ifdef __cplusplus
}
#endif

#endif
