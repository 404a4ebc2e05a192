#include "adc_reduce_s8.h"

#include "adc_dsp.h"
#include "adc_lanes_s8.h"
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

/* Neighbours that are reduced over the same two loops go eight at a time. */
static int reduce_goes_by_lanes(const int32_t *kept_strides, const int32_t *reduced)
{
    return kept_strides[2] == 1 && reduced[0] == 1;
}

static adc_lanes_t reduce_lanes(const int32_t *reduced, const int32_t *strides)
{
    const int is_one_row = strides[1] == reduced[2] * strides[2];
    const adc_lanes_t lanes = {is_one_row ? 1 : reduced[1], is_one_row ? reduced[1] * reduced[2] : reduced[2], strides[1], strides[2]};
    return lanes;
}

void adc_reduce_sum_s8(const adc_reduce_sum_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int by_lanes = reduce_goes_by_lanes(parameters->kept_strides, parameters->reduced);
    const adc_lanes_t lanes = reduce_lanes(parameters->reduced, parameters->reduced_strides);
    for (int32_t i = 0; i < parameters->kept[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < parameters->kept[1]; j++) {
            const int8_t *element = row;
            int32_t k = 0;
            for (; by_lanes && k + ADC_LANES <= parameters->kept[2]; k += ADC_LANES) {
                int32_t sums[ADC_LANES];
                adc_lanes_sum(&lanes, element, sums);
                for (int32_t lane = 0; lane < ADC_LANES; lane++) {
                    *output++ = reduce_finished(parameters, sums[lane]);
                }
                element += ADC_LANES;
            }
            for (; k < parameters->kept[2]; k++) {
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
    const int by_lanes = reduce_goes_by_lanes(parameters->kept_strides, parameters->reduced);
    const adc_lanes_t lanes = reduce_lanes(parameters->reduced, parameters->reduced_strides);
    for (int32_t i = 0; i < parameters->kept[0]; i++) {
        const int8_t *row = input;
        for (int32_t j = 0; j < parameters->kept[1]; j++) {
            const int8_t *element = row;
            int32_t k = 0;
            for (; by_lanes && k + ADC_LANES <= parameters->kept[2]; k += ADC_LANES) {
                uint32_t words[2] = {0x80808080u, 0x80808080u};
                adc_lanes_max(&lanes, element, words);
                adc_store_word(output, words[0]);
                adc_store_word(output + 4, words[1]);
                output += ADC_LANES;
                element += ADC_LANES;
            }
            for (; k < parameters->kept[2]; k++) {
                *output++ = (int8_t)reduce_max_of(element, parameters->reduced, parameters->reduced_strides);
                element += parameters->kept_strides[2];
            }
            row += parameters->kept_strides[1];
        }
        input += parameters->kept_strides[0];
    }
}
