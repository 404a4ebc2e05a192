/* DEPTHWISE_CONV_2D, int8 to int8, for any shape and any quantization. */
#ifndef ADC_DEPTHWISE_CONV2D_S8_H
#define ADC_DEPTHWISE_CONV2D_S8_H

#include <stdint.h>

#include "adc_requantize.h"
#include "adc_requantize_high.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][y][x][o] = clamp(requantize(bias[o] + sum over ky, kx of
 *     weights[ky][kx][o] * (input[b][y'][x'][o / m] - input_zero_point)) + output_zero_point)
 *
 * with y' = y * stride_y - padding_top + ky * dilation_y, x' likewise, m = outputs / channels. Taps beyond the edges of
 * the image contribute nothing. input is int8 [batches, input_height, input_width, channels], output is int8
 * [batches, output_height, output_width, outputs]; they must not overlap.
 * Exact: sums wrap modulo 2^32, requantization is the reference's. Fastest where four neighbouring outputs read four
 * neighbouring channels (m = 1) or one (m a multiple of four). */
typedef struct adc_depthwise_conv2d_s8 {
    const int8_t *weights;      /* [kernel_height, kernel_width, outputs], zero point 0 */
    const int32_t *bias;        /* [outputs], as all below */
    const int32_t *multipliers;
    const int32_t *shifts;      /* of adc_requantize, or of adc_requantize_high */
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
    int32_t input_zero_point;   /* -128 .. 127 */
    int32_t output_zero_point;  /* -128 .. 127 */
    int32_t low;                /* -128 <= low <= high <= 127: clamps after the zero point is added */
    int32_t high;
    int32_t is_general;         /* 0: requantized by adc_requantize_high */
    adc_rounding_t rounding;    /* of adc_requantize */
    int32_t left;               /* of adc_requantize_high */
    adc_high_rounding_t high_rounding;
} adc_depthwise_conv2d_s8_t;

void adc_depthwise_conv2d_s8(const adc_depthwise_conv2d_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
