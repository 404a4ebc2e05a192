/* Numbers of half precision, as the accelerator stores them, to integers with fractional bits. */
#ifndef ADC_EXPAND_H
#define ADC_EXPAND_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output[i] = clamp(round(input[i] * 2^power)), ties away from zero.
 *
 * input is binary16 [count], finite; output is int32 [count]; they must not overlap. Exact. */
typedef struct adc_expand_f16_s32 {
    int32_t count;
    int32_t power; /* -64 .. 64 */
    int32_t low;   /* low <= high */
    int32_t high;
} adc_expand_f16_s32_t;

void adc_expand_f16_s32(const adc_expand_f16_s32_t *parameters, const uint16_t *input, int32_t *output);

#ifdef __cplusplus
}
#endif

#endif
