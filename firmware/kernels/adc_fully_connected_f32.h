/* FULLY_CONNECTED in float32, a plain loop for small layers. */
#ifndef ADC_FULLY_CONNECTED_F32_H
#define ADC_FULLY_CONNECTED_F32_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][r] = clamp((sum over c of input[b][c] * weights[r][c]) + bias[r], low, high)
 *
 * The sum starts at 0 and takes the columns in order, each product and each sum rounded to float32.
 * input is float [batches, columns], output is float [batches, rows]; they must not overlap. */
typedef struct adc_fully_connected_f32 {
    const float *weights; /* [rows, columns] */
    const float *bias;    /* [rows] */
    int32_t batches;
    int32_t rows;
    int32_t columns;
    float low;
    float high;
} adc_fully_connected_f32_t;

void adc_fully_connected_f32(const adc_fully_connected_f32_t *parameters, const float *input, float *output);

#ifdef __cplusplus
}
#endif

#endif
