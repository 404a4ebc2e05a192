#include "adc_fully_connected_s16.h"

void adc_fully_connected_s16(const adc_fully_connected_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const int32_t columns = parameters->columns;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int8_t *weights = parameters->weights;
        for (int32_t row = 0; row < parameters->rows; row++) {
            int64_t sum = parameters->bias[row];
            for (int32_t column = 0; column < columns; column++) {
                sum += (int64_t)(weights[column] * input[column]);
            }
            const int32_t channel = parameters->per_channel != 0 ? row : 0;
            const int32_t multiplier = parameters->multipliers[channel];
            const int32_t shift = parameters->shifts[channel];
            const int32_t value = parameters->is_wide != 0
                ? adc_requantize_wide(sum, multiplier, shift)
                : adc_requantize((int32_t)(uint32_t)(uint64_t)sum, multiplier, shift, parameters->rounding);
            *output++ = (int16_t)(value < parameters->low ? parameters->low : value > parameters->high ? parameters->high : value);
            weights += columns;
        }
        input += columns;
    }
}
