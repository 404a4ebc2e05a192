#include "adc_reduce_s8.h"

#include "adc_dsp.h"
#include "adc_round.h"

static int32_t reduce_sum_of(const int8_t *input, const int32_t *extents, const int32_t *strides)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < extents[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < extents[1]; j++) {
            const int8_t *element = row;
            for (int32_t k = extents[2]; k > 0; k--) {
                sum += *element;
                element += strides[2];
            }
            row += strides[1];
        }
        input += strides[0];
    }
    return sum;
}

static int32_t reduce_max_of(const int8_t *input, const int32_t *extents, const int32_t *strides)
{
    int32_t max = INT8_MIN;
    for (int32_t i = 0; i < extents[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < extents[1]; j++) {
            const int8_t *element = row;
            for (int32_t k = extents[2]; k > 0; k--) {
                max = *element > max ? *element : max;
                element += strides[2];
            }
            row += strides[1];
        }
        input += strides[0];
    }
    return max;
}

static int32_t reduce_real_steps(const adc_reduce_sum_s8_t *parameters, float value)
{
    const float steps = value * parameters->scale + parameters->bias;
    /* Where the host's conversion to 32 bits gives the least number, a saturating one gives the greatest. */
    return steps >= 2147483648.0f && parameters->finish == ADC_REDUCE_REAL_SUM ? INT32_MIN : adc_round(steps);
}

static int8_t reduce_finished(const adc_reduce_sum_s8_t *parameters, int32_t sum)
{
    switch (parameters->finish) {
    case ADC_REDUCE_CUT_OFF:
        return (int8_t)(sum / parameters->count);
    case ADC_REDUCE_REAL_MEAN:
        return (int8_t)adc_ssat8(
            adc_qadd(reduce_real_steps(parameters, (float)sum / (float)parameters->count), parameters->zero_point));
    case ADC_REDUCE_REAL_SUM:
        return (int8_t)(uint8_t)((uint32_t)reduce_real_steps(parameters, (float)sum) + (uint32_t)parameters->zero_point);
    default: {
        const int32_t distance = (int32_t)((uint32_t)sum - (uint32_t)parameters->offset);
        int32_t steps = adc_requantize(distance, parameters->multiplier, parameters->shift, parameters->rounding);
        if (parameters->finish == ADC_REDUCE_DIVIDE) {
            const int32_t half = parameters->count / 2;
            steps = (steps > 0 ? steps + half : steps - half) / parameters->count;
        }
        return (int8_t)adc_ssat8(adc_qadd(steps, parameters->zero_point));
    }
    }
}

void adc_reduce_sum_s8(const adc_reduce_sum_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < parameters->kept[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < parameters->kept[1]; j++) {
            const int8_t *element = row;
            for (int32_t k = 0; k < parameters->kept[2]; k++) {
                *output++ = reduce_finished(parameters, reduce_sum_of(element, parameters->reduced, parameters->reduced_strides));
                element += parameters->kept_strides[2];
            }
            row += parameters->kept_strides[1];
        }
        input += parameters->kept_strides[0];
    }
}

void adc_reduce_max_s8(const adc_reduce_max_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < parameters->kept[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < parameters->kept[1]; j++) {
            const int8_t *element = row;
            for (int32_t k = 0; k < parameters->kept[2]; k++) {
                *output++ = (int8_t)reduce_max_of(element, parameters->reduced, parameters->reduced_strides);
                element += parameters->kept_strides[2];
            }
            row += parameters->kept_strides[1];
        }
        input += parameters->kept_strides[0];
    }
}
