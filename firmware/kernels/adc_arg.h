/* ARG_MAX and ARG_MIN: where along an axis the largest or smallest element is. */
#ifndef ADC_ARG_H
#define ADC_ARG_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The input is [outer, extent, inner], the output [outer, inner]: of several equal elements, the index of the first.
 * An element that is not a number neither replaces another one nor is replaced. */
typedef struct adc_arg {
    int32_t outer;
    int32_t extent;
    int32_t inner;
    int32_t largest;     /* 0 for the smallest */
    int32_t index_bytes; /* 4 for indices of int32, 8 for int64 */
} adc_arg_t;

typedef adc_arg_t adc_arg_s8_t;
typedef adc_arg_t adc_arg_f32_t;

void adc_arg_s8(const adc_arg_s8_t *parameters, const int8_t *input, void *output);

void adc_arg_f32(const adc_arg_f32_t *parameters, const float *input, void *output);

#ifdef __cplusplus
}
#endif

#endif
