/* CONV_2D, int8 to int8, for any shape and any quantization: the general routine. */
#ifndef ADC_CONV2D_S8_H
#define ADC_CONV2D_S8_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][y][x][c] = clamp(requantize(bias[c] + sum over ky, kx, d of
 *     weights[c][ky][kx][d] * (input[b][y'][x'][g * depth + d] - input_zero_point)) + output_zero_point)
 *
 * with y' = y * stride_y - padding_top + ky * dilation_y, x' likewise, g = c / group_outputs. Taps beyond the edges of
 * the image contribute nothing. input is int8 [batches, input_height, input_width, input_channels], output is int8
 * [batches, output_height, output_width, output_channels]; they must not overlap.
 * Exact: sums wrap modulo 2^32, requantization is the reference's (adc_requantize.h). */
typedef struct adc_conv2d_s8 {
    const int8_t *weights;      /* [output_channels, kernel_height, kernel_width, depth], zero point 0 */
    const int32_t *bias;        /* [output_channels] */
    const int32_t *multipliers; /* [output_channels] if per_channel, else [1] */
    const int32_t *shifts;      /* as multipliers */
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t input_channels;     /* a multiple of depth */
    int32_t output_height;
    int32_t output_width;
    int32_t output_channels;    /* a multiple of group_outputs */
    int32_t kernel_height;
    int32_t kernel_width;
    int32_t depth;              /* input channels that one output channel reads */
    int32_t group_outputs;      /* output channels that read the same input channels */
    int32_t stride_y;
    int32_t stride_x;
    int32_t dilation_y;
    int32_t dilation_x;
    int32_t padding_top;
    int32_t padding_left;
    int32_t per_channel;        /* 0: all channels share multipliers[0] and shifts[0] */
    int32_t input_zero_point;
    int32_t output_zero_point;  /* -128 .. 127 */
    int32_t low;                /* -128 <= low <= high <= 127: clamps after the zero point is added */
    int32_t high;
    adc_rounding_t rounding;
} adc_conv2d_s8_t;

void adc_conv2d_s8(const adc_conv2d_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
