#include "adc_average_pool_s8.h"

static int8_t mean(const adc_pool_t *pool, int32_t sum, int32_t count)
{
    const int32_t half = count / 2;
    const int32_t value = (sum > 0 ? sum + half : sum - half) / count;
    return (int8_t)(value < pool->low ? pool->low : value > pool->high ? pool->high : value);
}

static void average_window(const adc_pool_t *pool, const adc_pool_window_t *window, int8_t *output)
{
    const int32_t channels = pool->channels;
    const int32_t count = window->rows * window->columns;
    int32_t channel = 0;
    for (; channel + 4 <= channels; channel += 4) {
        int32_t sum0 = 0;
        int32_t sum1 = 0;
        int32_t sum2 = 0;
        int32_t sum3 = 0;
        const int8_t *row = window->first + channel;
        for (int32_t y = window->rows; y > 0; y--) {
            const int8_t *element = row;
            for (int32_t x = window->columns; x > 0; x--) {
                sum0 += element[0];
                sum1 += element[1];
                sum2 += element[2];
                sum3 += element[3];
                element += channels;
            }
            row += window->row_stride;
        }
        output[channel] = mean(pool, sum0, count);
        output[channel + 1] = mean(pool, sum1, count);
        output[channel + 2] = mean(pool, sum2, count);
        output[channel + 3] = mean(pool, sum3, count);
    }
    for (; channel < channels; channel++) {
        int32_t sum = 0;
        const int8_t *row = window->first + channel;
        for (int32_t y = window->rows; y > 0; y--) {
            const int8_t *element = row;
            for (int32_t x = window->columns; x > 0; x--) {
                sum += *element;
                element += channels;
            }
            row += window->row_stride;
        }
        output[channel] = mean(pool, sum, count);
    }
}

void adc_average_pool_s8(const adc_average_pool_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t y = 0; y < parameters->output_height; y++) {
            for (int32_t x = 0; x < parameters->output_width; x++) {
                const adc_pool_window_t window = adc_pool_window(parameters, input, y, x);
                average_window(parameters, &window, output);
                output += parameters->channels;
            }
        }
        input += parameters->input_height * parameters->input_width * parameters->channels;
    }
}
