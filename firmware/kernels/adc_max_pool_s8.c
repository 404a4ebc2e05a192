#include "adc_max_pool_s8.h"

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int8_t clamp_pooled(const adc_pool_t *pool, int32_t value)
{
    return (int8_t)(value < pool->low ? pool->low : value > pool->high ? pool->high : value);
}

static void max_window(const adc_pool_t *pool, const adc_pool_window_t *window, int8_t *output)
{
    const int32_t channels = pool->channels;
    int32_t channel = 0;
    for (; channel + 4 <= channels; channel += 4) {
        int32_t max0 = INT8_MIN;
        int32_t max1 = INT8_MIN;
        int32_t max2 = INT8_MIN;
        int32_t max3 = INT8_MIN;
        const int8_t *row = window->first + channel;
        for (int32_t y = window->rows; y > 0; y--) {
            const int8_t *element = row;
            for (int32_t x = window->columns; x > 0; x--) {
                max0 = larger(max0, element[0]);
                max1 = larger(max1, element[1]);
                max2 = larger(max2, element[2]);
                max3 = larger(max3, element[3]);
                element += channels;
            }
            row += window->row_stride;
        }
        output[channel] = clamp_pooled(pool, max0);
        output[channel + 1] = clamp_pooled(pool, max1);
        output[channel + 2] = clamp_pooled(pool, max2);
        output[channel + 3] = clamp_pooled(pool, max3);
    }
    for (; channel < channels; channel++) {
        int32_t max = INT8_MIN;
        const int8_t *row = window->first + channel;
        for (int32_t y = window->rows; y > 0; y--) {
            const int8_t *element = row;
            for (int32_t x = window->columns; x > 0; x--) {
                max = larger(max, *element);
                element += channels;
            }
            row += window->row_stride;
        }
        output[channel] = clamp_pooled(pool, max);
    }
}

void adc_max_pool_s8(const adc_max_pool_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t y = 0; y < parameters->output_height; y++) {
            for (int32_t x = 0; x < parameters->output_width; x++) {
                const adc_pool_window_t window = adc_pool_window(parameters, input, y, x);
                max_window(parameters, &window, output);
                output += parameters->channels;
            }
        }
        input += parameters->input_height * parameters->input_width * parameters->channels;
    }
}
