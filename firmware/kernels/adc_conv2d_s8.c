#include "adc_conv2d_s8.h"

/* One output channel at one position; `image` is the first input channel of its group. */
static int32_t conv2d_s8_sum(
    const adc_conv2d_s8_t *p, const int8_t *image, const int8_t *weights, int32_t bias, int32_t top, int32_t left)
{
    const int32_t zero_point = p->input_zero_point;
    uint32_t sum = (uint32_t)bias;
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        const int32_t y = top + ky * p->dilation_y;
        for (int32_t kx = 0; kx < p->kernel_width; kx++) {
            const int32_t x = left + kx * p->dilation_x;
            if (y >= 0 && y < p->input_height && x >= 0 && x < p->input_width) {
                const int8_t *values = image + (y * p->input_width + x) * p->input_channels;
                for (int32_t d = 0; d < p->depth; d++) {
                    sum += (uint32_t)(weights[d] * (values[d] - zero_point));
                }
            }
            weights += p->depth;
        }
    }
    return (int32_t)sum;
}

void adc_conv2d_s8(const adc_conv2d_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const adc_conv2d_s8_t *p = parameters;
    const int32_t row_size = p->kernel_height * p->kernel_width * p->depth;
    /* Clamping before the zero point is added keeps every intermediate value in range. */
    const int32_t low = p->low - p->output_zero_point;
    const int32_t high = p->high - p->output_zero_point;

    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            for (int32_t x = 0; x < p->output_width; x++) {
                const int32_t top = y * p->stride_y - p->padding_top;
                const int32_t left = x * p->stride_x - p->padding_left;
                const int8_t *weights = p->weights;
                const int8_t *image = input;
                int32_t in_group = 0;
                for (int32_t channel = 0; channel < p->output_channels; channel++) {
                    if (in_group == p->group_outputs) {
                        image += p->depth;
                        in_group = 0;
                    }
                    in_group++;
                    const int32_t sum = conv2d_s8_sum(p, image, weights, p->bias[channel], top, left);
                    const int32_t scale = p->per_channel != 0 ? channel : 0;
                    int32_t value = adc_requantize(sum, p->multipliers[scale], p->shifts[scale], p->rounding);
                    value = value < low ? low : value > high ? high : value;
                    *output++ = (int8_t)(value + p->output_zero_point);
                    weights += row_size;
                }
            }
        }
        input += p->input_height * p->input_width * p->input_channels;
    }
}
