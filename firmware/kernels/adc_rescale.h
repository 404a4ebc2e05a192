/* Integers to integers of another scale, zero point or width: QUANTIZE, and RELU and its kin on int16. */
#ifndef ADC_RESCALE_H
#define ADC_RESCALE_H

#include <stdint.h>
#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[i] = clamp(requantize(input[i] - input_zero_point) + output_zero_point, low, high), for i < count.
 *
 * Exact: differences wrap modulo 2^32, requantization is the reference's (adc_requantize.h), the last sum saturates.
 * Legal in place where the output's elements are no larger than the input's. */
typedef struct adc_rescale {
    int32_t count;
    int32_t input_zero_point;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point;
    int32_t low; /* low <= high, both within the output's type */
    int32_t high;
    adc_rounding_t rounding;
} adc_rescale_t;

typedef adc_rescale_t adc_rescale_s8_s16_t;

void adc_rescale_s8_s16(const adc_rescale_s8_s16_t *parameters, const int8_t *input, int16_t *output);

typedef adc_rescale_t adc_rescale_s8_s32_t;

void adc_rescale_s8_s32(const adc_rescale_s8_s32_t *parameters, const int8_t *input, int32_t *output);

typedef adc_rescale_t adc_rescale_s16_s8_t;

void adc_rescale_s16_s8(const adc_rescale_s16_s8_t *parameters, const int16_t *input, int8_t *output);

typedef adc_rescale_t adc_rescale_s16_s16_t;

void adc_rescale_s16_s16(const adc_rescale_s16_s16_t *parameters, const int16_t *input, int16_t *output);

typedef adc_rescale_t adc_rescale_s16_s32_t;

void adc_rescale_s16_s32(const adc_rescale_s16_s32_t *parameters, const int16_t *input, int32_t *output);

typedef adc_rescale_t adc_rescale_s32_s8_t;

void adc_rescale_s32_s8(const adc_rescale_s32_s8_t *parameters, const int32_t *input, int8_t *output);

typedef adc_rescale_t adc_rescale_s32_s16_t;

void adc_rescale_s32_s16(const adc_rescale_s32_s16_t *parameters, const int32_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
