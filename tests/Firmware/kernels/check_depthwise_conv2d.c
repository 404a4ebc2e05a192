#include "adc_depthwise_conv2d_s8.h"

#include "kernels_check.h"

enum { CHANNELS = 9, OUTPUTS = 18, SIDE = 5, KERNEL = 3 };

static int8_t weights[KERNEL * KERNEL * OUTPUTS];
static int32_t bias[OUTPUTS];
static int32_t multipliers[OUTPUTS];
static int32_t shifts[OUTPUTS];
static int32_t high_shifts[OUTPUTS];
static int8_t input[2 * SIDE * SIDE * CHANNELS];
static int8_t output[2 * SIDE * SIDE * OUTPUTS + 1];

/* The sum of one output, tap by tap. */
static int32_t sum_at(const adc_depthwise_conv2d_s8_t *p, int32_t batch, int32_t y, int32_t x, int32_t o)
{
    int64_t sum = p->bias[o];
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        for (int32_t kx = 0; kx < p->kernel_width; kx++) {
            const int32_t row = y * p->stride_y - p->padding_top + ky * p->dilation_y;
            const int32_t column = x * p->stride_x - p->padding_left + kx * p->dilation_x;
            if (row >= 0 && row < p->input_height && column >= 0 && column < p->input_width) {
                const int32_t at = ((batch * p->input_height + row) * p->input_width + column) * p->channels;
                const int32_t value = input[at + o / (p->outputs / p->channels)] - p->input_zero_point;
                sum += (int64_t)value * p->weights[(ky * p->kernel_width + kx) * p->outputs + o];
            }
        }
    }
    return (int32_t)(uint32_t)(uint64_t)sum;
}

static int is_convolution(const adc_depthwise_conv2d_s8_t *p)
{
    int holds = 1;
    const int8_t *found = output;
    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            for (int32_t x = 0; x < p->output_width; x++) {
                for (int32_t o = 0; o < p->outputs; o++) {
                    const int64_t steps = adc_requantize(sum_at(p, batch, y, x, o), multipliers[o], shifts[o], p->rounding);
                    const int64_t value = steps + p->output_zero_point;
                    holds = holds && *found++ == (value < p->low ? p->low : value > p->high ? p->high : value);
                }
            }
        }
    }
    return holds;
}

int check_depthwise_conv2d(void)
{
    static const adc_rounding_t roundings[] = {ADC_ROUNDING_TFLM, ADC_ROUNDING_TFLITE, ADC_ROUNDING_SINGLE};
    static const adc_high_rounding_t high_roundings[] = {ADC_HIGH_TIES_AWAY, ADC_HIGH_TIES_UP, ADC_HIGH_ONCE};
    static const int32_t zero_points[] = {-128, 127, 0, -5, 96};
    check_random_t random = {12};
    int failures = 0;
    for (int i = 0; i < 600; i++) {
        const int32_t channels = check_between(&random, 1, CHANNELS);
        const int32_t outputs = channels * check_between(&random, 1, OUTPUTS / channels);
        const adc_rounding_t rounding = roundings[i % 3];
        for (int k = 0; k < KERNEL * KERNEL * OUTPUTS; k++) {
            weights[k] = i % 16 == 0 ? INT8_MIN : check_int8(&random);
        }
        for (int k = 0; k < 2 * SIDE * SIDE * CHANNELS; k++) {
            input[k] = i % 16 == 0 ? INT8_MIN : check_int8(&random);
        }
        for (int k = 0; k < OUTPUTS; k++) {
            bias[k] = check_between(&random, -20000, 20000);
            multipliers[k] = check_between(&random, 1 << 30, INT32_MAX);
            shifts[k] = check_between(&random, -11, -4);
            high_shifts[k] = rounding == ADC_ROUNDING_SINGLE ? -2 - shifts[k] : -1 - shifts[k];
        }
        const int is_general = i % 2;
        const int32_t low = i % 5 == 0 ? check_between(&random, -128, 0) : -128;
        const adc_depthwise_conv2d_s8_t parameters = {
            .weights = weights, .bias = bias, .multipliers = multipliers, .shifts = is_general ? shifts : high_shifts,
            .batches = check_between(&random, 1, 2),
            .input_height = check_between(&random, 1, SIDE), .input_width = check_between(&random, 1, SIDE), .channels = channels,
            .output_height = check_between(&random, 1, SIDE), .output_width = check_between(&random, 1, SIDE), .outputs = outputs,
            .kernel_height = check_between(&random, 1, KERNEL), .kernel_width = check_between(&random, 1, KERNEL),
            .stride_y = check_between(&random, 1, 2), .stride_x = check_between(&random, 1, 2),
            .dilation_y = check_between(&random, 1, 3), .dilation_x = check_between(&random, 1, 3),
            .padding_top = check_between(&random, 0, 3), .padding_left = check_between(&random, 0, 3),
            .input_zero_point = zero_points[i % 5], .output_zero_point = zero_points[i / 5 % 5],
            .low = low, .high = i % 7 == 0 ? check_between(&random, low, 127) : 127,
            .is_general = is_general, .rounding = rounding,
            .left = rounding == ADC_ROUNDING_SINGLE ? 0 : 1, .high_rounding = high_roundings[i % 3]};
        const int32_t count = parameters.batches * parameters.output_height * parameters.output_width * outputs;
        output[count] = 0x55;
        adc_depthwise_conv2d_s8(&parameters, input, output);
        failures += check_failed(output[count] == 0x55 && is_convolution(&parameters), "depthwise convolution");
    }
    return failures;
}
