/* FULLY_CONNECTED, int8 to int8 or int32, for any shape and any quantization: the general routine. */
#ifndef ADC_FULLY_CONNECTED_S8_H
#define ADC_FULLY_CONNECTED_S8_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][r] = clamp(requantize(bias[r] + sum over c of weights[r][c] * input[b][c]) + output_zero_point)
 *
 * input is int8 [batches, columns], output is int8 [batches, rows]; they must not overlap.
 * Exact: sums wrap modulo 2^32, requantization is the reference's (adc_requantize.h). */
typedef struct adc_fully_connected_s8 {
    const int8_t *weights;      /* [rows, columns], zero point 0 */
    const int32_t *bias;        /* [rows]; bias minus input zero point times the sum of the row's weights */
    const int32_t *multipliers; /* [rows] if per_channel, else [1] */
    const int32_t *shifts;      /* as multipliers */
    int32_t batches;
    int32_t rows;
    int32_t columns;
    int32_t per_channel;        /* 0: all rows share multipliers[0] and shifts[0] */
    int32_t output_zero_point;  /* -128 .. 127 */
    int32_t low;                /* -128 <= low <= high <= 127: clamps after the zero point is added */
    int32_t high;
    adc_rounding_t rounding;
} adc_fully_connected_s8_t;

void adc_fully_connected_s8(const adc_fully_connected_s8_t *parameters, const int8_t *input, int8_t *output);

/* output[b][r] = clamp(requantize(bias[r] + sum over c of weights[r][c] * input[b][c]))
 *
 * The same with int32 [batches, rows] for output and no zero point: the multipliers lead to a fraction of a unit. */
typedef struct adc_fully_connected_s8_s32 {
    const int8_t *weights;      /* [rows, columns], zero point 0 */
    const int32_t *bias;        /* as above */
    const int32_t *multipliers; /* as above */
    const int32_t *shifts;      /* no sum may leave 32 bits when it is shifted left */
    int32_t per_channel;
    int32_t batches;
    int32_t rows;
    int32_t columns;
    int32_t low;                /* low <= high */
    int32_t high;
    adc_rounding_t rounding;
} adc_fully_connected_s8_s32_t;

void adc_fully_connected_s8_s32(const adc_fully_connected_s8_s32_t *parameters, const int8_t *input, int32_t *output);

#ifdef __cplusplus
}
#endif

#endif
