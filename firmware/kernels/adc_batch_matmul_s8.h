/* BATCH_MATMUL, int8 to int8, with operands in any orientation. */
#ifndef ADC_BATCH_MATMUL_S8_H
#define ADC_BATCH_MATMUL_S8_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][r][c] = clamp(requantize(sum over d of
 *     (input0[b][r][d] - zero_point0) * (input1[b][d][c] - zero_point1)) + output_zero_point)
 *
 * Strides are in elements: exchanged axes exchange them, and a batch axis of stride 0 repeats its operand. The output is
 * [batches[0], batches[1], batches[2], rows, columns] and must not overlap the inputs.
 * Exact: sums wrap modulo 2^32, requantization is the reference's (adc_requantize.h). */
typedef struct adc_batch_matmul_s8 {
    int32_t batches[3];
    int32_t batch_strides0[3];
    int32_t batch_strides1[3];
    int32_t rows;
    int32_t columns;
    int32_t depth;
    int32_t row_stride0;
    int32_t depth_stride0;
    int32_t column_stride1;
    int32_t depth_stride1;
    int32_t zero_point0;
    int32_t zero_point1;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point; /* -128 .. 127 */
    adc_rounding_t rounding;
} adc_batch_matmul_s8_t;

void adc_batch_matmul_s8(const adc_batch_matmul_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
