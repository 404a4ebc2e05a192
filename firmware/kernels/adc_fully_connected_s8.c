#include "adc_fully_connected_s8.h"

#include "adc_dsp.h"

static int32_t add_products(int32_t sum, const int8_t *weights, const int8_t *input, int32_t count)
{
    int32_t column = 0;
    for (; column + 4 <= count; column += 4) {
        const uint32_t w = adc_load_word(weights + column);
        const uint32_t x = adc_load_word(input + column);
        sum = adc_smlad(adc_sxtb16(w), adc_sxtb16(x), sum);
        sum = adc_smlad(adc_sxtb16_ror8(w), adc_sxtb16_ror8(x), sum);
    }
    for (; column < count; column++) {
        const int32_t product = (int32_t)weights[column] * input[column];
        sum = (int32_t)((uint32_t)sum + (uint32_t)product);
    }
    return sum;
}

void adc_fully_connected_s8(const adc_fully_connected_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t zero_point = parameters->output_zero_point;
    /* Clamping before the zero point is added keeps every intermediate value in range. */
    const int32_t low = parameters->low - zero_point;
    const int32_t high = parameters->high - zero_point;

    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int8_t *weights = parameters->weights;
        for (int32_t row = 0; row < parameters->rows; row++) {
            const int32_t channel = parameters->per_channel != 0 ? row : 0;
            const int32_t sum = add_products(parameters->bias[row], weights, input, parameters->columns);
            int32_t value = adc_requantize(
                sum, parameters->multipliers[channel], parameters->shifts[channel], parameters->rounding);
            value = value < low ? low : value > high ? high : value;
            output[row] = (int8_t)(value + zero_point);
            weights += parameters->columns;
        }
        input += parameters->columns;
        output += parameters->rows;
    }
}

void adc_fully_connected_s8_s32(const adc_fully_connected_s8_s32_t *parameters, const int8_t *input, int32_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int8_t *weights = parameters->weights;
        for (int32_t row = 0; row < parameters->rows; row++) {
            const int32_t channel = parameters->per_channel != 0 ? row : 0;
            const int32_t sum = add_products(parameters->bias[row], weights, input, parameters->columns);
            const int32_t value = adc_requantize(
                sum, parameters->multipliers[channel], parameters->shifts[channel], parameters->rounding);
            output[row] = value < parameters->low ? parameters->low : value > parameters->high ? parameters->high : value;
            weights += parameters->columns;
        }
        input += parameters->columns;
        output += parameters->rows;
    }
}
