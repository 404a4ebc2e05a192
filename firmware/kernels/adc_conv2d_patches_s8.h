/* CONV_2D, int8 to int8, two output positions and two output channels at a time. */
#ifndef ADC_CONV2D_PATCHES_S8_H
#define ADC_CONV2D_PATCHES_S8_H

#include <stdint.h>

#include "adc_requantize_high.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What each output channel needs besides its weights. */
typedef struct adc_conv2d_channel {
    int32_t bias;       /* bias minus input zero point times the sum of the channel's weights */
    int32_t multiplier; /* of adc_requantize_high */
    int32_t shift;      /* likewise */
} adc_conv2d_channel_t;

/* Computes what adc_conv2d_s8 does (the names are the same), where adc_requantize_high serves all channels.
 *
 * The inputs under the kernel at two positions, with the zero point beyond the edges, are gathered into the scratch
 * memory and widened there once for all output channels. With n = kernel_height * kernel_width * depth, rounded up to a
 * multiple of four, scratch has 5 * n / 4 words, and a row of weights, filled up with zeros, n bytes. Two rows of a group
 * lie side by side: four bytes of one, four of the other, and so on; beside the last of an odd number lie zeros. */
typedef struct adc_conv2d_patches_s8 {
    const int8_t *weights;   /* [groups, pairs of output channels, n / 4, 2, 4] */
    const int32_t *channels; /* [output_channels], each an adc_conv2d_channel_t */
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t input_channels;
    int32_t output_height;
    int32_t output_width;
    int32_t output_channels;
    int32_t kernel_height;
    int32_t kernel_width;
    int32_t depth;
    int32_t group_outputs;
    int32_t stride_y;
    int32_t stride_x;
    int32_t dilation_y;
    int32_t dilation_x;
    int32_t padding_top;
    int32_t padding_left;
    int32_t left;            /* of adc_requantize_high */
    int32_t input_zero_point;
    int32_t output_zero_point;
    int32_t low;
    int32_t high;
    adc_high_rounding_t rounding;
} adc_conv2d_patches_s8_t;

void adc_conv2d_patches_s8(const adc_conv2d_patches_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch);

#ifdef __cplusplus
}
#endif

#endif
