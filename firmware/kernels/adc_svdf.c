#include "adc_svdf.h"

#include <string.h>

/* The requantized sum of one filter over one row of the input. */
static int32_t svdf_latest_sum(const adc_svdf_feature_s16_t *parameters, const int8_t *input, int32_t filter)
{
    const int8_t *weights = parameters->weights + filter * parameters->inputs;
    int32_t sum = parameters->offsets[filter];
    for (int32_t i = 0; i < parameters->inputs; i++) {
        const int32_t product = (int32_t)weights[i] * input[i];
        sum = (int32_t)((uint32_t)sum + (uint32_t)product);
    }
    return adc_requantize(sum, parameters->multiplier, parameters->shift, parameters->rounding);
}

void adc_svdf_feature_s8(const adc_svdf_feature_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const size_t kept = (size_t)parameters->memory - 1u;

    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t filter = 0; filter < parameters->filters; filter++) {
            const int32_t sum = svdf_latest_sum(parameters, input, filter);
            const int32_t value = sum < INT8_MIN ? INT8_MIN : sum > INT8_MAX ? INT8_MAX : sum;
            (void)memmove(output, output + 1, kept * sizeof *output);
            output[kept] = (int8_t)(value + parameters->state_zero_point);
            output += parameters->memory;
        }
        input += parameters->inputs;
    }
}

void adc_svdf_feature_s16(const adc_svdf_feature_s16_t *parameters, const int8_t *input, int16_t *output)
{
    const size_t kept = (size_t)parameters->memory - 1u;

    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t filter = 0; filter < parameters->filters; filter++) {
            const int32_t sum = svdf_latest_sum(parameters, input, filter);
            const int32_t value = sum < INT16_MIN ? INT16_MIN : sum > INT16_MAX ? INT16_MAX : sum;
            (void)memmove(output, output + 1, kept * sizeof *output);
            output[kept] = (int16_t)(value + parameters->state_zero_point);
            output += parameters->memory;
        }
        input += parameters->inputs;
    }
}

static int8_t svdf_finish(int32_t sum, int32_t multiplier, int32_t shift, adc_rounding_t rounding, int32_t zero_point)
{
    /* Clamping before the zero point is added keeps every intermediate value in range. */
    const int32_t low = INT8_MIN - zero_point;
    const int32_t high = INT8_MAX - zero_point;
    const int32_t value = adc_requantize(sum, multiplier, shift, rounding);
    return (int8_t)((value < low ? low : value > high ? high : value) + zero_point);
}

void adc_svdf_time_s8(const adc_svdf_time_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int8_t *weights = parameters->weights;
        for (int32_t unit = 0; unit < parameters->units; unit++) {
            int32_t sum = parameters->bias[unit];
            for (int32_t i = 0; i < parameters->depth; i++) {
                const int32_t product = (int32_t)weights[i] * input[i];
                sum = (int32_t)((uint32_t)sum + (uint32_t)product);
            }
            *output++ = svdf_finish(sum, parameters->multiplier, parameters->shift, parameters->rounding, parameters->output_zero_point);
            weights += parameters->depth;
            input += parameters->depth;
        }
    }
}

void adc_svdf_time_s16(const adc_svdf_time_s16_t *parameters, const int16_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int16_t *weights = parameters->weights;
        for (int32_t unit = 0; unit < parameters->units; unit++) {
            int32_t sum = parameters->bias[unit];
            for (int32_t i = 0; i < parameters->depth; i++) {
                const int32_t product = (int32_t)weights[i] * input[i];
                sum = (int32_t)((uint32_t)sum + (uint32_t)product);
            }
            *output++ = svdf_finish(sum, parameters->multiplier, parameters->shift, parameters->rounding, parameters->output_zero_point);
            weights += parameters->depth;
            input += parameters->depth;
        }
    }
}
