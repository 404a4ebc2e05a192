#include "adc_log_softmax_s8_float.h"

#include <math.h>

#include "adc_dsp.h"
#include "adc_largest.h"
#include "adc_round.h"

/* The nearest integer, ties to even; saturated as adc_round saturates. */
static int32_t round_to_even(float value)
{
    const int32_t away = adc_round(value);
    const float beyond = (float)away - value;
    const int32_t is_odd_tie = (beyond == 0.5f || beyond == -0.5f) && (away & 1) != 0;
    return is_odd_tie == 0 ? away : beyond > 0.0f ? away - 1 : away + 1;
}

void adc_log_softmax_s8_float(const adc_log_softmax_s8_float_t *parameters, const int8_t *input, int8_t *output)
{
    const int32_t columns = parameters->columns;
    const float *const exp_table = parameters->exp_table;
    for (int32_t row = 0; row < parameters->rows; row++) {
        const int32_t max = adc_largest_s8(input, columns);

        float sum = 0.0f;
        for (int32_t i = 0; i < columns; i++) {
            sum += exp_table[max - input[i]];
        }

        const float offset = (parameters->input_scale * (float)max + (float)log((double)sum)) / 0.0625f;
        for (int32_t i = 0; i < columns; i++) {
            const int32_t value = round_to_even(parameters->steps * (float)input[i] - offset);
            output[i] = (int8_t)adc_ssat8(adc_qadd(value, 127));
        }
        input += columns;
        output += columns;
    }
}
