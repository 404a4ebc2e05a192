#include "adc_conv2d_s16.h"

/* One output channel at one position; `image` is the first input channel of its group. */
static int64_t conv2d_s16_sum(
    const adc_conv2d_s16_t *p, const int16_t *image, const int8_t *weights, int64_t bias, int32_t top, int32_t left)
{
    int64_t sum = bias;
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        const int32_t y = top + ky * p->dilation_y;
        for (int32_t kx = 0; kx < p->kernel_width; kx++) {
            const int32_t x = left + kx * p->dilation_x;
            if (y >= 0 && y < p->input_height && x >= 0 && x < p->input_width) {
                const int16_t *values = image + (y * p->input_width + x) * p->input_channels;
                for (int32_t d = 0; d < p->depth; d++) {
                    sum += (int64_t)(weights[d] * values[d]);
                }
            }
            weights += p->depth;
        }
    }
    return sum;
}

void adc_conv2d_s16(const adc_conv2d_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const adc_conv2d_s16_t *p = parameters;
    const int32_t row_size = p->kernel_height * p->kernel_width * p->depth;

    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            for (int32_t x = 0; x < p->output_width; x++) {
                const int32_t top = y * p->stride_y - p->padding_top;
                const int32_t left = x * p->stride_x - p->padding_left;
                const int8_t *weights = p->weights;
                const int16_t *image = input;
                int32_t in_group = 0;
                for (int32_t channel = 0; channel < p->output_channels; channel++) {
                    if (in_group == p->group_outputs) {
                        image += p->depth;
                        in_group = 0;
                    }
                    in_group++;
                    const int64_t sum = conv2d_s16_sum(p, image, weights, p->bias[channel], top, left);
                    const int32_t scale = p->per_channel != 0 ? channel : 0;
                    const int32_t value = p->is_wide != 0
                        ? adc_requantize_wide(sum, p->multipliers[scale], p->shifts[scale])
                        : adc_requantize((int32_t)(uint32_t)(uint64_t)sum, p->multipliers[scale], p->shifts[scale], p->rounding);
                    *output++ = (int16_t)(value < p->low ? p->low : value > p->high ? p->high : value);
                    weights += row_size;
                }
            }
        }
        input += p->input_height * p->input_width * p->input_channels;
    }
}
