/* Moving elements without looking at them: padding, joining, cutting, reordering axes. */
#ifndef ADC_MOVE_H
#define ADC_MOVE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Copies runs of `run` bytes. Run number [i0]…[i5], each index below its extent, goes from byte
 *     source_offset + sum of i * source_strides
 * of the input to byte
 *     target_offset + sum of i * target_strides
 * of the output. Strides are in bytes and may be 0 or negative; extents are 1 or more. Input and output must not overlap. */
typedef struct adc_move {
    int32_t run;
    int32_t extents[6];
    int32_t source_strides[6];
    int32_t target_strides[6];
    int32_t source_offset;
    int32_t target_offset;
} adc_move_t;

void adc_move(const adc_move_t *parameters, const void *input, void *output);

/* Repeats the eight bytes of `pattern` over `bytes` bytes; the last time as much of them as is left.
 * An element of 1, 2, 4 or 8 bytes stands in the pattern as often as it fits. */
typedef struct adc_fill {
    int32_t bytes;
    int32_t pattern[2];
} adc_fill_t;

void adc_fill(const adc_fill_t *parameters, void *output);

#ifdef __cplusplus
}
#endif

#endif
