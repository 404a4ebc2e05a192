/* MEAN, SUM and REDUCE_MAX of int8 along any axes. */
#ifndef ADC_REDUCE_S8_H
#define ADC_REDUCE_S8_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_reduce_finish {
    ADC_REDUCE_REQUANTIZE, /* clamp(requantize(sum - offset) + zero_point) */
    ADC_REDUCE_DIVIDE,     /* clamp(round(requantize(sum - offset) / count) + zero_point) */
    ADC_REDUCE_CUT_OFF,    /* sum / count, towards zero */
    ADC_REDUCE_REAL_MEAN,  /* clamp(round(sum / count * scale + bias) + zero_point), in float32 */
    ADC_REDUCE_REAL_SUM    /* round(sum * scale + bias) + zero_point, in float32, modulo 256 */
} adc_reduce_finish_t;

/* output[k] = finish(sum over r of input[k, r]), in the order of the kept loops. Legal in place.
 *
 * The axes form two nests of loops, the outermost first; strides are in elements, loops that are not needed have extent 1.
 * All ways but the first are those of TensorFlow Lite for hosts; they round ties away from zero. */
typedef struct adc_reduce_sum_s8 {
    int32_t kept[3];
    int32_t kept_strides[3];
    int32_t reduced[3];
    int32_t reduced_strides[3];
    int32_t count;      /* product of the reduced extents, at least 1 */
    adc_reduce_finish_t finish;
    int32_t offset;
    int32_t multiplier; /* 0 .. 2^31 - 1 */
    int32_t shift;      /* -31 .. 30, left when positive */
    adc_rounding_t rounding;
    float scale;
    float bias;
    int32_t zero_point;
} adc_reduce_sum_s8_t;

void adc_reduce_sum_s8(const adc_reduce_sum_s8_t *parameters, const int8_t *input, int8_t *output);

/* output[k] = max over r of input[k, r], with loops as above. Legal in place. */
typedef struct adc_reduce_max_s8 {
    int32_t kept[3];
    int32_t kept_strides[3];
    int32_t reduced[3];
    int32_t reduced_strides[3];
} adc_reduce_max_s8_t;

void adc_reduce_max_s8(const adc_reduce_max_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
