#include "adc_batch_matmul_s8.h"

#include "adc_dsp.h"

static int32_t sum_of_products(const adc_batch_matmul_s8_t *parameters, const int8_t *row, const int8_t *column)
{
    const int32_t zero_point0 = parameters->zero_point0;
    const int32_t zero_point1 = parameters->zero_point1;
    const int32_t stride0 = parameters->depth_stride0;
    const int32_t stride1 = parameters->depth_stride1;
    uint32_t sum = 0;
    for (int32_t depth = parameters->depth; depth > 0; depth--) {
        sum += (uint32_t)((*row - zero_point0) * (*column - zero_point1));
        row += stride0;
        column += stride1;
    }
    return (int32_t)sum;
}

static int8_t *multiply_matrices(
    const adc_batch_matmul_s8_t *parameters, const int8_t *matrix0, const int8_t *matrix1, int8_t *output)
{
    for (int32_t row = 0; row < parameters->rows; row++) {
        const int8_t *column = matrix1;
        for (int32_t i = 0; i < parameters->columns; i++) {
            const int32_t sum = sum_of_products(parameters, matrix0, column);
            const int32_t value = adc_requantize(sum, parameters->multiplier, parameters->shift, parameters->rounding);
            *output++ = (int8_t)adc_ssat8(adc_qadd(value, parameters->output_zero_point));
            column += parameters->column_stride1;
        }
        matrix0 += parameters->row_stride0;
    }
    return output;
}

void adc_batch_matmul_s8(const adc_batch_matmul_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    const int32_t *const strides0 = parameters->batch_strides0;
    const int32_t *const strides1 = parameters->batch_strides1;
    for (int32_t i = 0; i < parameters->batches[0]; i++) {
        for (int32_t j = 0; j < parameters->batches[1]; j++) {
            for (int32_t k = 0; k < parameters->batches[2]; k++) {
                const int8_t *matrix0 = input0 + i * strides0[0] + j * strides0[1] + k * strides0[2];
                const int8_t *matrix1 = input1 + i * strides1[0] + j * strides1[1] + k * strides1[2];
                output = multiply_matrices(parameters, matrix0, matrix1, output);
            }
        }
    }
}
