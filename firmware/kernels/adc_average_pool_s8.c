#include "adc_average_pool_s8.h"

#include "adc_lanes_s8.h"

/* Round half away from zero: half with the sign of the sum. */
static inline int32_t average_pool_mean(int32_t sum, int32_t count, int32_t half)
{
    const int32_t sign = sum >> 31;
    return (sum + ((half ^ sign) - sign)) / count;
}

static void average_pool_clamp(const adc_pool_t *pool, int8_t *output)
{
    for (int32_t channel = 0; channel < pool->channels; channel++) {
        const int32_t value = output[channel];
        output[channel] = (int8_t)(value < pool->low ? pool->low : value > pool->high ? pool->high : value);
    }
}

/* Means of four channels, from their lanes. */
static inline void average_pool_store(int8_t *output, uint32_t even, uint32_t odd, int32_t count, int32_t half)
{
    output[0] = (int8_t)average_pool_mean(adc_lanes_low(even), count, half);
    output[1] = (int8_t)average_pool_mean(adc_lanes_low(odd), count, half);
    output[2] = (int8_t)average_pool_mean(adc_lanes_high(even), count, half);
    output[3] = (int8_t)average_pool_mean(adc_lanes_high(odd), count, half);
}

static int32_t average_pool_many(const adc_lanes_t *lanes, const int8_t *first, int32_t channels, int32_t count, int32_t half, int8_t *output)
{
    int32_t channel = 0;
    for (; channel + ADC_LANES <= channels; channel += ADC_LANES) {
        int32_t sums[ADC_LANES];
        adc_lanes_sum(lanes, first + channel, sums);
        for (int32_t i = 0; i < ADC_LANES; i++) {
            output[channel + i] = (int8_t)average_pool_mean(sums[i], count, half);
        }
    }
    return channel;
}

static void average_pool_window(const adc_pool_t *pool, const adc_pool_window_t *window, int8_t *output)
{
    const int32_t channels = pool->channels;
    const int32_t count = window->rows * window->columns;
    const int32_t half = count / 2;
    const int32_t is_one_row = window->columns == pool->input_width;
    const int32_t rows = is_one_row != 0 ? 1 : window->rows;
    const int32_t columns = is_one_row != 0 ? count : window->columns;
    int32_t channel = 0;
    if (count > ADC_LANES_MOST) {
        const adc_lanes_t lanes = {rows, columns, window->row_stride, channels};
        channel = average_pool_many(&lanes, window->first, channels, count, half, output);
    }
    for (; channel + ADC_LANES <= channels; channel += ADC_LANES) {
        const adc_lanes_sums_t sums = adc_lanes_add(window->first + channel, rows, columns, window->row_stride, channels);
        average_pool_store(output + channel, sums.even, sums.odd, count, half);
        average_pool_store(output + channel + 4, sums.next_even, sums.next_odd, count, half);
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
        output[channel] = (int8_t)average_pool_mean(sum, count, half);
    }
    if (pool->low > -128 || pool->high < 127) {
        average_pool_clamp(pool, output);
    }
}

void adc_average_pool_s8(const adc_average_pool_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t y = 0; y < parameters->output_height; y++) {
            for (int32_t x = 0; x < parameters->output_width; x++) {
                const adc_pool_window_t window = adc_pool_window(parameters, input, y, x);
                average_pool_window(parameters, &window, output);
                output += parameters->channels;
            }
        }
        input += parameters->input_height * parameters->input_width * parameters->channels;
    }
}
