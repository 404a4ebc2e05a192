#include "adc_transpose_conv_s8.h"

#include "adc_dsp.h"

/* The sum of weights * (values - zero_point), modulo 2^32. */
static uint32_t transpose_conv_tap(const int8_t *weights, const int8_t *values, int32_t count, int32_t zero_point)
{
    int32_t products = 0;
    int32_t sum = 0;
    for (; count >= 4; count -= 4) {
        const uint32_t w = adc_load_word(weights);
        const uint32_t x = adc_load_word(values);
        const uint32_t even = adc_sxtb16(w);
        const uint32_t odd = adc_sxtb16_ror8(w);
        products = adc_smlad(odd, adc_sxtb16_ror8(x), adc_smlad(even, adc_sxtb16(x), products));
        sum = adc_smlad(odd, 0x00010001u, adc_smlad(even, 0x00010001u, sum));
        weights += 4;
        values += 4;
    }
    uint32_t total = (uint32_t)products - (uint32_t)zero_point * (uint32_t)sum;
    for (; count > 0; count--) {
        total += (uint32_t)(*weights++ * (*values++ - zero_point));
    }
    return total;
}

/* Where one output row or column meets its first tap: y + padding = input * stride + tap with the smallest tap. */
typedef struct transpose_conv_start {
    int32_t input;
    int32_t tap;
} transpose_conv_start_t;

static transpose_conv_start_t transpose_conv_next(transpose_conv_start_t at, int32_t stride)
{
    at.tap++;
    if (at.tap == stride) {
        at.tap = 0;
        at.input++;
    }
    return at;
}

/* One output channel at one position, without the bias. */
static uint32_t transpose_conv_sum(
    const adc_transpose_conv_s8_t *p, const int8_t *input, const int8_t *weights, transpose_conv_start_t row, transpose_conv_start_t column)
{
    const int32_t depth = p->input_channels;
    uint32_t sum = 0;
    for (int32_t ky = row.tap, y = row.input; ky < p->kernel_height && y >= 0; ky += p->stride_y, y--) {
        if (y >= p->input_height) {
            continue;
        }
        for (int32_t kx = column.tap, x = column.input; kx < p->kernel_width && x >= 0; kx += p->stride_x, x--) {
            if (x < p->input_width) {
                sum += transpose_conv_tap(
                    weights + (ky * p->kernel_width + kx) * depth, input + (y * p->input_width + x) * depth, depth, p->input_zero_point);
            }
        }
    }
    return sum;
}

void adc_transpose_conv_s8(const adc_transpose_conv_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const adc_transpose_conv_s8_t *p = parameters;
    const int32_t row_size = p->kernel_height * p->kernel_width * p->input_channels;
    const transpose_conv_start_t top = {p->padding_top / p->stride_y, p->padding_top % p->stride_y};
    const transpose_conv_start_t left = {p->padding_left / p->stride_x, p->padding_left % p->stride_x};
    /* Clamping before the zero point is added keeps every intermediate value in range. */
    const int32_t low = p->low - p->output_zero_point;
    const int32_t high = p->high - p->output_zero_point;

    for (int32_t batch = 0; batch < p->batches; batch++) {
        transpose_conv_start_t row = top;
        for (int32_t y = 0; y < p->output_height; y++) {
            transpose_conv_start_t column = left;
            for (int32_t x = 0; x < p->output_width; x++) {
                const int8_t *weights = p->weights;
                for (int32_t channel = 0; channel < p->output_channels; channel++) {
                    const int32_t sum = (int32_t)((uint32_t)p->bias[channel] + transpose_conv_sum(p, input, weights, row, column));
                    const int32_t scale = p->per_channel != 0 ? channel : 0;
                    int32_t value = adc_requantize(sum, p->multipliers[scale], p->shifts[scale], p->rounding);
                    value = value < low ? low : value > high ? high : value;
                    *output++ = (int8_t)(value + p->output_zero_point);
                    weights += row_size;
                }
                column = transpose_conv_next(column, p->stride_x);
            }
            row = transpose_conv_next(row, p->stride_y);
        }
        input += p->input_height * p->input_width * p->input_channels;
    }
}
