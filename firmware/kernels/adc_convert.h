/* Moving activations: int8 to int16 and back, and plain copies. */
#ifndef ADC_CONVERT_H
#define ADC_CONVERT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All three take words at a time where input and output are 4-byte aligned. */

/* output[i] = input[i], for i < count.
 * Legal in place: input and output may start at the same address; any other overlap is not allowed. */
typedef struct adc_widen_s8_s16 {
    int32_t count;
} adc_widen_s8_s16_t;

void adc_widen_s8_s16(const adc_widen_s8_s16_t *parameters, const int8_t *input, int16_t *output);

/* As above; of values outside int8 the low eight bits are kept. */
typedef struct adc_narrow_s16_s8 {
    int32_t count;
} adc_narrow_s16_s8_t;

void adc_narrow_s16_s8(const adc_narrow_s16_s8_t *parameters, const int16_t *input, int8_t *output);

/* Copies `bytes` bytes between any two addresses; input and output must not overlap. */
typedef struct adc_copy {
    int32_t bytes;
} adc_copy_t;

void adc_copy(const adc_copy_t *parameters, const void *input, void *output);

#ifdef __cplusplus
}
#endif

#endif
