#include "adc_conv2d_patches_s8.h"
#include "adc_conv2d_s8.h"

#include "kernels_check.h"

enum { LARGEST_INPUT = 7 * 7 * 8, LARGEST_WEIGHTS = 8 * 3 * 3 * 8, LARGEST_OUTPUT = 7 * 7 * 8, LARGEST_ROW = 3 * 3 * 8, CHANNELS = 8 };

static int8_t weights[LARGEST_WEIGHTS];
static int8_t packed[2 * CHANNELS * (LARGEST_ROW + 3)];
static int32_t bias[CHANNELS];
static int32_t multipliers[CHANNELS];
static int32_t shifts[CHANNELS];
static int32_t channels[3 * CHANNELS];
static int8_t input[LARGEST_INPUT];
static int8_t expected[LARGEST_OUTPUT];
static int8_t output[LARGEST_OUTPUT + 1];
static uint32_t scratch[5 * (LARGEST_ROW + 3) / 4 + 1];

/* [groups, pairs of channels, words, 2, 4] with zeros where nothing is. */
static void pack(const adc_conv2d_s8_t *p, int32_t row_size)
{
    const int32_t words = (row_size + 3) / 4;
    int8_t *to = packed;
    for (int32_t first = 0; first < p->output_channels; first += p->group_outputs) {
        for (int32_t pair = 0; pair < p->group_outputs; pair += 2) {
            for (int32_t k = 0; k < 8 * words; k++) {
                const int32_t row = pair + k / 4 % 2;
                const int32_t column = k / 8 * 4 + k % 4;
                *to++ = row < p->group_outputs && column < row_size ? weights[(first + row) * row_size + column] : (int8_t)0;
            }
        }
    }
}

static adc_conv2d_patches_s8_t fast_of(const adc_conv2d_s8_t *p, int32_t row_size)
{
    static const adc_high_rounding_t roundings[] = {ADC_HIGH_TIES_AWAY, ADC_HIGH_TIES_UP, ADC_HIGH_ONCE};
    pack(p, row_size);
    for (int32_t c = 0; c < p->output_channels; c++) {
        int32_t sum = 0;
        for (int32_t k = 0; k < row_size; k++) {
            sum += weights[c * row_size + k];
        }
        channels[3 * c] = bias[c] - p->input_zero_point * sum;
        channels[3 * c + 1] = multipliers[c];
        channels[3 * c + 2] = p->rounding == ADC_ROUNDING_SINGLE ? -2 - shifts[c] : -1 - shifts[c];
    }
    const adc_conv2d_patches_s8_t fast = {
        .weights = packed, .channels = channels, .batches = p->batches,
        .input_height = p->input_height, .input_width = p->input_width, .input_channels = p->input_channels,
        .output_height = p->output_height, .output_width = p->output_width, .output_channels = p->output_channels,
        .kernel_height = p->kernel_height, .kernel_width = p->kernel_width, .depth = p->depth, .group_outputs = p->group_outputs,
        .stride_y = p->stride_y, .stride_x = p->stride_x, .dilation_y = p->dilation_y, .dilation_x = p->dilation_x,
        .padding_top = p->padding_top, .padding_left = p->padding_left,
        .left = p->rounding == ADC_ROUNDING_SINGLE ? 0 : 1,
        .input_zero_point = p->input_zero_point, .output_zero_point = p->output_zero_point,
        .low = p->low, .high = p->high, .rounding = roundings[p->rounding]};
    return fast;
}

int check_conv2d(void)
{
    static const adc_rounding_t roundings[] = {ADC_ROUNDING_TFLM, ADC_ROUNDING_TFLITE, ADC_ROUNDING_SINGLE};
    check_random_t random = {21};
    int failures = 0;
    int unclamped = 0;
    int outputs = 0;
    for (int i = 0; i < 300; i++) {
        const int32_t groups = i % 5 == 0 ? 2 : 1;
        const int32_t depth = check_between(&random, 1, 8 / groups);
        const int32_t group_outputs = check_between(&random, 1, CHANNELS / groups);
        const int32_t low = i % 4 == 0 ? check_between(&random, -128, 0) : -128;
        const adc_conv2d_s8_t plain = {
            .weights = weights, .bias = bias, .multipliers = multipliers, .shifts = shifts, .batches = 1,
            .input_height = check_between(&random, 1, 7), .input_width = check_between(&random, 1, 7), .input_channels = groups * depth,
            .output_height = check_between(&random, 1, 7), .output_width = check_between(&random, 1, 7),
            .output_channels = groups * group_outputs,
            .kernel_height = check_between(&random, 1, 3), .kernel_width = check_between(&random, 1, 3),
            .depth = depth, .group_outputs = group_outputs,
            .stride_y = check_between(&random, 1, 3), .stride_x = check_between(&random, 1, 3),
            .dilation_y = check_between(&random, 1, 3), .dilation_x = i % 2 == 0 ? 1 : check_between(&random, 1, 3),
            .padding_top = check_between(&random, 0, 3), .padding_left = check_between(&random, 0, 3),
            .per_channel = 1, .input_zero_point = check_int8(&random), .output_zero_point = check_int8(&random),
            .low = low, .high = i % 4 == 1 ? check_between(&random, low, 127) : 127, .rounding = roundings[i % 3]};
        adc_conv2d_s8_t p = plain;
        if (i % 7 == 0) {
            /* A single tap is read where it is: it never lies outside. */
            p.kernel_height = p.kernel_width = p.stride_y = p.stride_x = 1;
            p.padding_top = p.padding_left = 0;
            p.output_height = p.input_height;
            p.output_width = p.input_width;
        }
        if (p.kernel_height == 1 && p.kernel_width == 1 && i % 7 != 0) {
            continue;
        }
        const int32_t row_size = p.kernel_height * p.kernel_width * depth;
        for (int32_t k = 0; k < p.output_channels * row_size; k++) {
            weights[k] = check_int8(&random);
        }
        for (int32_t k = 0; k < p.input_height * p.input_width * p.input_channels; k++) {
            input[k] = check_int8(&random);
        }
        for (int32_t c = 0; c < p.output_channels; c++) {
            bias[c] = check_between(&random, -20000, 20000);
            multipliers[c] = i % 11 == 0 ? 0 : check_between(&random, 1 << 30, INT32_MAX);
            shifts[c] = i % 11 == 1 ? check_between(&random, -31, -2) : check_between(&random, -11, -6);
        }
        const adc_conv2d_patches_s8_t fast = fast_of(&p, row_size);
        const int32_t count = p.output_height * p.output_width * p.output_channels;
        const int32_t words = 5 * ((row_size + 3) / 4);
        output[count] = 0x55;
        scratch[words] = 0x12345678u;
        adc_conv2d_s8(&p, input, expected);
        adc_conv2d_patches_s8(&fast, input, output, scratch);
        int holds = output[count] == 0x55 && scratch[words] == 0x12345678u;
        for (int32_t k = 0; k < count; k++) {
            holds = holds && output[k] == expected[k];
            unclamped += output[k] > p.low && output[k] < p.high ? 1 : 0;
            outputs++;
        }
        failures += check_failed(holds, "convolution by patches");
    }
    return failures + check_failed(4 * unclamped > outputs, "convolution: the inputs leave most outputs unclamped");
}
