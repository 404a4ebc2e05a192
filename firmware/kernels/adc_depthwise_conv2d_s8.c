#include "adc_depthwise_conv2d_s8.h"

#include "adc_dsp.h"
#include "adc_window.h"

/* The taps of one position that lie inside the image. */
typedef struct depthwise_taps {
    const int8_t *values;  /* channel 0 under the first tap */
    const int8_t *weights; /* output 0 of the first tap */
    int32_t rows;
    int32_t value_step;    /* from one tap to the next in its row */
    int32_t value_span;    /* from the first tap of a row to behind its last */
    int32_t value_skip;    /* from the end of one row of taps to the next */
    int32_t weight_skip;
    uint32_t offsets;      /* minus the input's zero point in both lanes */
} depthwise_taps_t;

/* Bounds before the zero point is added, so that no sum is in the way. */
static inline int8_t clamped(int32_t value, int32_t low, int32_t high, int32_t zero_point)
{
    return (int8_t)((value < low ? low : value > high ? high : value) + zero_point);
}

static inline void finish_high(
    const adc_depthwise_conv2d_s8_t *p, const int32_t *sums, int32_t output, int32_t count, int8_t *target, adc_high_rounding_t rounding)
{
    const int32_t zero_point = p->output_zero_point;
    const int32_t low = p->low - zero_point;
    const int32_t high = p->high - zero_point;
    const int32_t left = p->left;
    const int32_t *multipliers = p->multipliers + output;
    const int32_t *shifts = p->shifts + output;
    for (const int32_t *end = sums + count; sums != end; sums++) {
        *target++ = clamped(adc_requantize_high(*sums, *multipliers++, left, *shifts++, rounding), low, high, zero_point);
    }
}

static void finish_general(const adc_depthwise_conv2d_s8_t *p, const int32_t *sums, int32_t output, int32_t count, int8_t *target)
{
    const int32_t zero_point = p->output_zero_point;
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = adc_requantize(sums[i], p->multipliers[output + i], p->shifts[output + i], p->rounding);
        target[i] = clamped(value, p->low - zero_point, p->high - zero_point, zero_point);
    }
}

/* Requantizes the sums of up to four outputs. */
static void finish(const adc_depthwise_conv2d_s8_t *p, const int32_t *sums, int32_t output, int32_t count, int8_t *target)
{
    if (p->is_general != 0) {
        finish_general(p, sums, output, count, target);
    } else if (p->high_rounding == ADC_HIGH_TIES_AWAY) {
        finish_high(p, sums, output, count, target, ADC_HIGH_TIES_AWAY);
    } else if (p->high_rounding == ADC_HIGH_TIES_UP) {
        finish_high(p, sums, output, count, target, ADC_HIGH_TIES_UP);
    } else {
        finish_high(p, sums, output, count, target, ADC_HIGH_ONCE);
    }
}

/* Four outputs; their values are four channels, or one channel four times. */
static inline void four_outputs(
    const adc_depthwise_conv2d_s8_t *p, const depthwise_taps_t *taps, int32_t output, int32_t channel, int is_one, int8_t *target)
{
    const uint32_t offsets = taps->offsets;
    const int32_t value_step = taps->value_step;
    const int32_t weight_step = p->outputs;
    const int8_t *values = taps->values + channel;
    const int8_t *weights = taps->weights + output;
    int32_t sums[4];
    int32_t sum0 = p->bias[output];
    int32_t sum1 = p->bias[output + 1];
    int32_t sum2 = p->bias[output + 2];
    int32_t sum3 = p->bias[output + 3];
    for (int32_t row = taps->rows; row > 0; row--) {
        for (const int8_t *end = values + taps->value_span; values != end;) {
            const uint32_t w = adc_load_word(weights);
            uint32_t even;
            uint32_t odd;
            if (is_one) {
                even = adc_sxtab16(offsets, (uint32_t)(uint8_t)*values * 0x10001u);
                odd = even;
            } else {
                const uint32_t x = adc_load_word(values);
                even = adc_sxtab16(offsets, x);
                odd = adc_sxtab16_ror8(offsets, x);
            }
            const uint32_t even_weights = adc_sxtb16(w);
            const uint32_t odd_weights = adc_sxtb16_ror8(w);
            sum0 = adc_smlabb(even, even_weights, sum0);
            sum1 = adc_smlabb(odd, odd_weights, sum1);
            sum2 = adc_smlatt(even, even_weights, sum2);
            sum3 = adc_smlatt(odd, odd_weights, sum3);
            values += value_step;
            weights += weight_step;
        }
        values += taps->value_skip;
        weights += taps->weight_skip;
    }
    sums[0] = sum0;
    sums[1] = sum1;
    sums[2] = sum2;
    sums[3] = sum3;
    finish(p, sums, output, 4, target + output);
}

static void one_output(const adc_depthwise_conv2d_s8_t *p, const depthwise_taps_t *taps, int32_t output, int32_t channel, int8_t *target)
{
    const int8_t *values = taps->values + channel;
    const int8_t *weights = taps->weights + output;
    uint32_t sum = (uint32_t)p->bias[output];
    for (int32_t row = taps->rows; row > 0; row--) {
        for (const int8_t *end = values + taps->value_span; values != end;) {
            sum += (uint32_t)((*values - p->input_zero_point) * *weights);
            values += taps->value_step;
            weights += p->outputs;
        }
        values += taps->value_skip;
        weights += taps->weight_skip;
    }
    const int32_t sums[1] = {(int32_t)sum};
    finish(p, sums, output, 1, target + output);
}

static void position(const adc_depthwise_conv2d_s8_t *p, const depthwise_taps_t *taps, int8_t *target)
{
    int32_t output = 0;
    if (p->outputs == p->channels) {
        for (; output + 4 <= p->outputs; output += 4) {
            four_outputs(p, taps, output, output, 0, target);
        }
        for (; output < p->outputs; output++) {
            one_output(p, taps, output, output, target);
        }
        return;
    }
    const int32_t per_channel = p->outputs / p->channels;
    for (int32_t channel = 0; channel < p->channels; channel++) {
        const int32_t end = output + per_channel;
        for (; output + 4 <= end; output += 4) {
            four_outputs(p, taps, output, channel, 1, target);
        }
        for (; output < end; output++) {
            one_output(p, taps, output, channel, target);
        }
    }
}

void adc_depthwise_conv2d_s8(const adc_depthwise_conv2d_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const adc_depthwise_conv2d_s8_t *p = parameters;
    const int32_t row_size = p->input_width * p->channels;
    const uint32_t offset = (uint32_t)-p->input_zero_point & 0xFFFFu;
    depthwise_taps_t taps;
    taps.value_step = p->dilation_x * p->channels;
    taps.offsets = offset | (offset << 16);

    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            const int32_t top = y * p->stride_y - p->padding_top;
            const adc_taps_t vertical = adc_taps(top, p->dilation_y, p->kernel_height, p->input_height);
            const int8_t *row = input + (top + vertical.first * p->dilation_y) * row_size;
            taps.rows = vertical.count;
            for (int32_t x = 0; x < p->output_width; x++) {
                const int32_t left = x * p->stride_x - p->padding_left;
                const adc_taps_t horizontal = adc_taps(left, p->dilation_x, p->kernel_width, p->input_width);
                taps.value_span = horizontal.count * taps.value_step;
                taps.value_skip = p->dilation_y * row_size - taps.value_span;
                taps.weight_skip = (p->kernel_width - horizontal.count) * p->outputs;
                taps.values = row + (left + horizontal.first * p->dilation_x) * p->channels;
                taps.weights = p->weights + (vertical.first * p->kernel_width + horizontal.first) * p->outputs;
                position(p, &taps, output);
                output += p->outputs;
            }
        }
        input += p->input_height * row_size;
    }
}
