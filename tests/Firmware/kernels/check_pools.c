#include "adc_average_pool_s8.h"
#include "adc_max_pool_s8.h"
#include "adc_reduce_s8.h"

#include "kernels_check.h"

enum { CHANNELS = 19, ELEMENTS = 700, GUARD = 0x5A };

static int8_t input[ELEMENTS * CHANNELS];
static int8_t output[ELEMENTS * CHANNELS + 1];

typedef struct window_values {
    int32_t sum;
    int32_t max;
    int32_t count;
} window_values_t;

/* What lies under a window, element by element. */
static window_values_t under(const adc_pool_t *p, int32_t batch, int32_t y, int32_t x, int32_t channel)
{
    window_values_t values = {0, INT8_MIN, 0};
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        for (int32_t kx = 0; kx < p->kernel_width; kx++) {
            const int32_t row = y * p->stride_y - p->padding_top + ky;
            const int32_t column = x * p->stride_x - p->padding_left + kx;
            if (row >= 0 && row < p->input_height && column >= 0 && column < p->input_width) {
                const int32_t value = input[((batch * p->input_height + row) * p->input_width + column) * p->channels + channel];
                values.sum += value;
                values.max = value > values.max ? value : values.max;
                values.count++;
            }
        }
    }
    return values;
}

static int32_t clamp(const adc_pool_t *p, int32_t value)
{
    return value < p->low ? p->low : value > p->high ? p->high : value;
}

static int32_t mean(int32_t sum, int32_t count)
{
    const int32_t twice = 2 * (sum < 0 ? -sum : sum);
    const int32_t rounded = (twice + count) / (2 * count);
    return sum < 0 ? -rounded : rounded;
}

static int holds(const adc_pool_t *p, int is_average)
{
    const int8_t *found = output;
    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t y = 0; y < p->output_height; y++) {
            for (int32_t x = 0; x < p->output_width; x++) {
                for (int32_t channel = 0; channel < p->channels; channel++) {
                    const window_values_t values = under(p, batch, y, x, channel);
                    if (*found++ != clamp(p, is_average ? mean(values.sum, values.count) : values.max)) {
                        return 0;
                    }
                }
            }
        }
    }
    return *found == GUARD;
}

static void fill(check_random_t *random, int32_t kind)
{
    for (int32_t i = 0; i < ELEMENTS * CHANNELS; i++) {
        input[i] = kind == 0 ? INT8_MIN : kind == 1 ? INT8_MAX : kind == 2 ? (int8_t)check_between(random, -3, 3) : check_int8(random);
    }
}

static int check_pool(check_random_t *random, int32_t index)
{
    const int32_t height = check_between(random, 1, index % 3 == 0 ? 34 : 6);
    const int32_t width = check_between(random, 1, index % 3 == 0 ? 20 : 8);
    const int is_whole = index % 4 == 0;
    const int32_t stride_y = check_between(random, 1, 3);
    const int32_t stride_x = check_between(random, 1, 3);
    const int32_t top = is_whole ? 0 : check_between(random, 0, 1);
    const int32_t left = is_whole ? 0 : check_between(random, 0, 1);
    const adc_pool_t pool = {
        .batches = height * width * 2 <= ELEMENTS ? 2 : 1, .input_height = height, .input_width = width, .channels = check_between(random, 1, CHANNELS),
        .output_height = is_whole ? 1 : (height + stride_y - 1) / stride_y, .output_width = is_whole ? 1 : (width + stride_x - 1) / stride_x,
        .kernel_height = is_whole ? height : check_between(random, 2, 3), .kernel_width = is_whole ? width : check_between(random, 2, 3),
        .stride_y = stride_y, .stride_x = stride_x, .padding_top = top, .padding_left = left,
        .low = index % 5 == 0 ? -20 : -128, .high = index % 5 == 0 ? 30 : 127};
    const int32_t count = pool.batches * pool.output_height * pool.output_width * pool.channels;
    fill(random, index % 8);
    output[count] = GUARD;
    adc_average_pool_s8(&pool, input, output);
    int failures = check_failed(holds(&pool, 1), "average pool");
    adc_max_pool_s8(&pool, input, output);
    return failures + check_failed(holds(&pool, 0), "max pool");
}

/* Sums and maxima over height and width, of neighbouring channels. */
static int check_reduce(check_random_t *random, int32_t index)
{
    const int32_t rows = check_between(random, 1, 30);
    const int32_t columns = check_between(random, 1, ELEMENTS / 31);
    const int32_t channels = check_between(random, 1, CHANNELS);
    const int32_t gap = index % 2; /* a column that is left out of each row */
    const adc_reduce_sum_s8_t sum = {
        .kept = {1, 1, channels}, .kept_strides = {0, 0, 1},
        .reduced = {1, rows, columns}, .reduced_strides = {0, (columns + gap) * channels, channels},
        .count = rows * columns, .finish = ADC_REDUCE_CUT_OFF};
    const adc_reduce_max_s8_t max = {
        .kept = {1, 1, channels}, .kept_strides = {0, 0, 1},
        .reduced = {1, rows, columns}, .reduced_strides = {0, (columns + gap) * channels, channels}};
    static int8_t maxima[CHANNELS];
    fill(random, index % 8);
    adc_reduce_sum_s8(&sum, input, output);
    adc_reduce_max_s8(&max, input, maxima);
    int equal = 1;
    for (int32_t channel = 0; channel < channels; channel++) {
        int32_t total = 0;
        int32_t greatest = INT8_MIN;
        for (int32_t i = 0; i < rows * columns; i++) {
            const int32_t value = input[(i / columns * (columns + gap) + i % columns) * channels + channel];
            total += value;
            greatest = value > greatest ? value : greatest;
        }
        equal = equal && output[channel] == total / (rows * columns) && maxima[channel] == greatest;
    }
    return check_failed(equal, "sum and maximum over height and width");
}

int check_pools(void)
{
    check_random_t random = {41};
    int failures = 0;
    for (int32_t index = 0; index < 120; index++) {
        failures += check_pool(&random, index);
        failures += check_reduce(&random, index);
    }
    return failures;
}
