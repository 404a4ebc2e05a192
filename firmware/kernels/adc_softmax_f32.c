#include "adc_softmax_f32.h"

#include <math.h>

void adc_softmax_f32(const adc_softmax_f32_t *parameters, const float *input, float *output)
{
    const int32_t columns = parameters->columns;
    for (int32_t row = 0; row < parameters->rows; row++) {
        float max = input[0];
        for (int32_t i = 1; i < columns; i++) {
            max = input[i] > max ? input[i] : max;
        }

        float sum = 0.0f;
        for (int32_t i = 0; i < columns; i++) {
            const float difference = (input[i] - max) * parameters->beta;
            output[i] = (float)exp((double)difference);
            sum += output[i];
        }
        for (int32_t i = 0; i < columns; i++) {
            output[i] /= sum;
        }
        input += columns;
        output += columns;
    }
}
