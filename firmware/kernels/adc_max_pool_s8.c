#include "adc_max_pool_s8.h"

#include "adc_lanes_s8.h"

static void max_pool_window(const adc_pool_t *pool, const adc_pool_window_t *window, int8_t *output)
{
    const int32_t channels = pool->channels;
    const adc_lanes_t lanes = {window->rows, window->columns, window->row_stride, channels};
    const uint32_t low = ((uint32_t)pool->low & 0xFFu) * 0x01010101u;
    const uint32_t high = ((uint32_t)pool->high & 0xFFu) * 0x01010101u;
    int32_t channel = 0;
    for (; channel + ADC_LANES <= channels; channel += ADC_LANES) {
        uint32_t words[2] = {low, low};
        adc_lanes_max(&lanes, window->first + channel, words);
        adc_store_word(output + channel, adc_min8x4(words[0], high));
        adc_store_word(output + channel + 4, adc_min8x4(words[1], high));
    }
    for (; channel < channels; channel++) {
        int32_t max = pool->low;
        const int8_t *row = window->first + channel;
        for (int32_t y = window->rows; y > 0; y--) {
            const int8_t *element = row;
            for (int32_t x = window->columns; x > 0; x--) {
                max = *element > max ? *element : max;
                element += channels;
            }
            row += window->row_stride;
        }
        output[channel] = (int8_t)(max > pool->high ? pool->high : max);
    }
}

void adc_max_pool_s8(const adc_max_pool_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t y = 0; y < parameters->output_height; y++) {
            for (int32_t x = 0; x < parameters->output_width; x++) {
                const adc_pool_window_t window = adc_pool_window(parameters, input, y, x);
                max_pool_window(parameters, &window, output);
                output += parameters->channels;
            }
        }
        input += parameters->input_height * parameters->input_width * parameters->channels;
    }
}
