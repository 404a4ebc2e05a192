/* SVDF, int8 to int8, with a state of int8 or int16: the two halves of the layer. */
#ifndef ADC_SVDF_H
#define ADC_SVDF_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* For each batch b and filter f, with the memory m of both, m[0] the oldest:
 *   m[i] = m[i + 1]
 *   m[memory - 1] = clamp(requantize(offsets[f] + sum over i of weights[f][i] * input[b][i])) + state_zero_point
 *
 * input is int8 [batches, inputs]; state is [batches, filters, memory] and is changed in place; they must not overlap.
 * The clamp is to the range of the state's elements, and what the zero point moves out of it wraps, as in the reference.
 * Exact: sums wrap modulo 2^32. */
typedef struct adc_svdf_feature_s16 {
    const int8_t *weights;    /* [filters, inputs] */
    const int32_t *offsets;   /* [filters]; minus input zero point times the sum of the filter's weights */
    int32_t batches;
    int32_t filters;
    int32_t inputs;
    int32_t memory;           /* 1 or more */
    int32_t multiplier;
    int32_t shift;
    int32_t state_zero_point;
    adc_rounding_t rounding;
} adc_svdf_feature_s16_t;

typedef adc_svdf_feature_s16_t adc_svdf_feature_s8_t;

void adc_svdf_feature_s8(const adc_svdf_feature_s8_t *parameters, const int8_t *input, int8_t *output);
void adc_svdf_feature_s16(const adc_svdf_feature_s16_t *parameters, const int8_t *input, int16_t *output);

/* output[b][u] = clamp(requantize(bias[u] + sum over i of weights[u][i] * state[b][u][i]) + output_zero_point)
 *
 * A unit's depth is its filters times their memory. Exact: sums wrap modulo 2^32. */
typedef struct adc_svdf_time_s16 {
    const int16_t *weights;   /* [units, depth] */
    const int32_t *bias;      /* [units]; bias minus state zero point times the sum of the unit's weights */
    int32_t batches;
    int32_t units;
    int32_t depth;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point;
    adc_rounding_t rounding;
} adc_svdf_time_s16_t;

typedef struct adc_svdf_time_s8 {
    const int8_t *weights;    /* the rest as above */
    const int32_t *bias;
    int32_t batches;
    int32_t units;
    int32_t depth;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point;
    adc_rounding_t rounding;
} adc_svdf_time_s8_t;

void adc_svdf_time_s8(const adc_svdf_time_s8_t *parameters, const int8_t *input, int8_t *output);
void adc_svdf_time_s16(const adc_svdf_time_s16_t *parameters, const int16_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
