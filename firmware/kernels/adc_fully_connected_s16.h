/* FULLY_CONNECTED, int16 to int16 with int8 weights, for any shape and any quantization. */
#ifndef ADC_FULLY_CONNECTED_S16_H
#define ADC_FULLY_CONNECTED_S16_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][r] = clamp(requantize(bias[r] + sum over c of weights[r][c] * input[b][c]))
 *
 * input is int16 [batches, columns], output is int16 [batches, rows]; they must not overlap.
 * Exact: requantization is the reference's (adc_requantize.h): of 64-bit sums, which stay below 2^47, or of sums modulo
 * 2^32. */
typedef struct adc_fully_connected_s16 {
    const int8_t *weights;      /* [rows, columns], zero point 0 */
    const int64_t *bias;        /* [rows] */
    const int32_t *multipliers; /* [rows] if per_channel, else [1] */
    const int32_t *shifts;      /* as multipliers */
    int32_t per_channel;        /* 0: all rows share multipliers[0] and shifts[0] */
    int32_t batches;
    int32_t rows;
    int32_t columns;
    int32_t is_wide;            /* 0: sums are taken modulo 2^32 */
    int32_t low;                /* -32768 <= low <= high <= 32767 */
    int32_t high;
    adc_rounding_t rounding;    /* of sums modulo 2^32 */
} adc_fully_connected_s16_t;

void adc_fully_connected_s16(const adc_fully_connected_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
