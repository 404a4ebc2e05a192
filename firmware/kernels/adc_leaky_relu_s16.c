#include "adc_leaky_relu_s16.h"

#include "adc_dsp.h"

void adc_leaky_relu_s16(const adc_leaky_relu_s16_t *parameters, const int16_t *input, int16_t *output)
{
    const int16_t *const end = input + parameters->count;
    while (input != end) {
        const int32_t x = *input++ - parameters->input_zero_point;
        const int32_t scaled = x >= 0
            ? adc_requantize(x, parameters->multiplier, parameters->shift, parameters->rounding)
            : adc_requantize(x, parameters->multiplier_negative, parameters->shift_negative, parameters->rounding);
        const int32_t result = adc_qadd(scaled, parameters->output_zero_point);
        *output++ = (int16_t)(result < INT16_MIN ? INT16_MIN : result > INT16_MAX ? INT16_MAX : result);
    }
}
