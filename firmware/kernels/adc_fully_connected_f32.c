#include "adc_fully_connected_f32.h"

void adc_fully_connected_f32(const adc_fully_connected_f32_t *parameters, const float *input, float *output)
{
    const int32_t columns = parameters->columns;
    const float low = parameters->low;
    const float high = parameters->high;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const float *weights = parameters->weights;
        for (int32_t row = 0; row < parameters->rows; row++) {
            float sum = 0.0f;
            for (int32_t column = 0; column < columns; column++) {
                sum += input[column] * weights[column];
            }
            sum += parameters->bias[row];
            output[row] = sum < low ? low : sum > high ? high : sum;
            weights += columns;
        }
        input += columns;
        output += parameters->rows;
    }
}
