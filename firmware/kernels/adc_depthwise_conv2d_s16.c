#include "adc_depthwise_conv2d_s16.h"

#include "adc_window.h"

/* `values` and `weights` lie under the first tap that meets the image. */
static int64_t sum_of(
    const adc_depthwise_conv2d_s16_t *p, const int16_t *values, const int8_t *weights, int64_t bias, int32_t rows, int32_t columns)
{
    const int32_t value_step = p->dilation_x * p->channels;
    int64_t sum = bias;
    for (int32_t row = 0; row < rows; row++) {
        const int16_t *value = values;
        const int8_t *weight = weights;
        for (int32_t column = columns; column > 0; column--) {
            sum += (int64_t)(*value * *weight);
            value += value_step;
            weight += p->outputs;
        }
        values += p->dilation_y * p->input_width * p->channels;
        weights += p->kernel_width * p->outputs;
    }
    return sum;
}

void adc_depthwise_conv2d_s16(const adc_depthwise_conv2d_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const adc_depthwise_conv2d_s16_t *p = parameters;
    const int32_t row_size = p->input_width * p->channels;
    const int32_t per_channel = p->outputs / p->channels;

    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            const int32_t top = y * p->stride_y - p->padding_top;
            const adc_taps_t vertical = adc_taps(top, p->dilation_y, p->kernel_height, p->input_height);
            const int16_t *row = input + (top + vertical.first * p->dilation_y) * row_size;
            for (int32_t x = 0; x < p->output_width; x++) {
                const int32_t left = x * p->stride_x - p->padding_left;
                const adc_taps_t horizontal = adc_taps(left, p->dilation_x, p->kernel_width, p->input_width);
                const int16_t *values = row + (left + horizontal.first * p->dilation_x) * p->channels;
                const int8_t *weights = p->weights + (vertical.first * p->kernel_width + horizontal.first) * p->outputs;
                int32_t copies = per_channel;
                for (int32_t o = 0; o < p->outputs; o++) {
                    const int64_t sum = sum_of(p, values, weights + o, p->bias[o], vertical.count, horizontal.count);
                    const int32_t value = adc_requantize_wide(sum, p->multipliers[o], p->shifts[o]);
                    *output++ = (int16_t)(value < p->low ? p->low : value > p->high ? p->high : value);
                    copies--;
                    if (copies == 0) {
                        values++;
                        copies = per_channel;
                    }
                }
            }
        }
        input += p->input_height * row_size;
    }
}
