/* DEPTHWISE_CONV_2D, int16 to int16 with int8 weights, for any shape and any quantization. */
#ifndef ADC_DEPTHWISE_CONV2D_S16_H
#define ADC_DEPTHWISE_CONV2D_S16_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][y][x][o] = clamp(requantize(bias[o] + sum over ky, kx of weights[ky][kx][o] * input[b][y'][x'][o / m]))
 *
 * with y' = y * stride_y - padding_top + ky * dilation_y, x' likewise, m = outputs / channels. Taps beyond the edges of
 * the image contribute nothing. input is int16 [batches, input_height, input_width, channels], output is int16
 * [batches, output_height, output_width, outputs]; they must not overlap.
 * Exact: sums have 64 bits and stay below 2^47, requantization is the reference's (adc_requantize_wide). */
typedef struct adc_depthwise_conv2d_s16 {
    const int8_t *weights;      /* [kernel_height, kernel_width, outputs], zero point 0 */
    const int64_t *bias;        /* [outputs], as all below */
    const int32_t *multipliers;
    const int32_t *shifts;
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t channels;
    int32_t output_height;
    int32_t output_width;
    int32_t outputs;            /* a multiple of channels */
    int32_t kernel_height;
    int32_t kernel_width;
    int32_t stride_y;
    int32_t stride_x;
    int32_t dilation_y;
    int32_t dilation_x;
    int32_t padding_top;
    int32_t padding_left;
    int32_t low;                /* -32768 <= low <= high <= 32767 */
    int32_t high;
} adc_depthwise_conv2d_s16_t;

void adc_depthwise_conv2d_s16(const adc_depthwise_conv2d_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
