/* GATHER: slices by their indices, elements of any type. */
#ifndef ADC_GATHER_H
#define ADC_GATHER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* input0 is [batches, outer, extent, run bytes], input1 is [batches, count], output is [batches, outer, count, run bytes].
 * An index below 0 means the first slice, one of `extent` and more the last. Input and output must not overlap. */
typedef struct adc_gather {
    int32_t batches;
    int32_t outer;
    int32_t extent;
    int32_t count;
    int32_t run;
} adc_gather_t;

void adc_gather(const adc_gather_t *parameters, const void *input0, const int32_t *input1, void *output);

#ifdef __cplusplus
}
#endif

#endif
