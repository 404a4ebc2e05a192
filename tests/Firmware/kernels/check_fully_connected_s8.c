#include "adc_fully_connected_s8.h"

#include "kernels_check.h"

enum { ROWS = 17, COLUMNS = 70, BATCHES = 3 };

static int8_t weights[ROWS * COLUMNS];
static int32_t bias[ROWS];
static int32_t multipliers[ROWS];
static int32_t shifts[ROWS];
static int8_t input[BATCHES * COLUMNS];
static int8_t output[BATCHES * ROWS + 1];
static int32_t wide_output[BATCHES * ROWS + 1];

static int is_fully_connected(const adc_fully_connected_s8_t *p)
{
    int holds = 1;
    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t row = 0; row < p->rows; row++) {
            int64_t sum = p->bias[row];
            for (int32_t column = 0; column < p->columns; column++) {
                sum += (int64_t)p->weights[row * p->columns + column] * input[batch * p->columns + column];
            }
            const int32_t channel = p->per_channel ? row : 0;
            const int64_t scaled = adc_requantize(
                (int32_t)(uint32_t)(uint64_t)sum, p->multipliers[channel], p->shifts[channel], p->rounding);
            const int64_t value = scaled + p->output_zero_point;
            const int64_t wanted = value < p->low ? p->low : value > p->high ? p->high : value;
            holds = holds && output[batch * p->rows + row] == wanted;
        }
    }
    return holds;
}

/* The same sums with a factor that needs no zero point, held against the requantization of each. */
static int is_wide(const adc_fully_connected_s8_t *narrow)
{
    const adc_fully_connected_s8_s32_t p = {
        .weights = weights, .bias = bias, .multipliers = multipliers, .shifts = shifts, .per_channel = narrow->per_channel,
        .batches = narrow->batches, .rows = narrow->rows, .columns = narrow->columns, .low = -100000, .high = 3000000, .rounding = narrow->rounding};
    const int32_t count = p.batches * p.rows;
    wide_output[count] = 0x55;
    adc_fully_connected_s8_s32(&p, input, wide_output);
    int holds = wide_output[count] == 0x55;
    for (int32_t k = 0; k < count; k++) {
        const int32_t batch = k / p.rows;
        const int32_t row = k % p.rows;
        int64_t sum = bias[row];
        for (int32_t column = 0; column < p.columns; column++) {
            sum += (int64_t)weights[row * p.columns + column] * input[batch * p.columns + column];
        }
        const int32_t channel = p.per_channel ? row : 0;
        const int32_t value = adc_requantize((int32_t)(uint32_t)(uint64_t)sum, multipliers[channel], shifts[channel], p.rounding);
        holds = holds && wide_output[k] == (value < p.low ? p.low : value > p.high ? p.high : value);
    }
    return holds;
}

int check_fully_connected_s8(void)
{
    static const adc_rounding_t roundings[] = {ADC_ROUNDING_TFLM, ADC_ROUNDING_TFLITE, ADC_ROUNDING_SINGLE};
    static const int32_t zero_points[] = {-128, 127, 0, -5, 96};
    check_random_t random = {8};
    int failures = 0;
    int unclamped = 0;
    int outputs = 0;
    for (int i = 0; i < 400; i++) {
        for (int k = 0; k < ROWS * COLUMNS; k++) {
            weights[k] = i % 16 == 0 ? INT8_MIN : check_int8(&random);
        }
        for (int k = 0; k < BATCHES * COLUMNS; k++) {
            input[k] = i % 16 == 0 ? INT8_MIN : check_int8(&random);
        }
        for (int k = 0; k < ROWS; k++) {
            bias[k] = i % 8 == 0 ? check_int32(&random) : check_between(&random, -20000, 20000);
            multipliers[k] = check_between(&random, 1 << 30, INT32_MAX);
            shifts[k] = i % 8 == 1 ? check_between(&random, -31, 30) : check_between(&random, -11, -4);
        }
        const int32_t zero_point = zero_points[i % 5];
        const int32_t low = i % 3 == 0 ? zero_point : -128;
        const adc_fully_connected_s8_t parameters = {
            .weights = weights,
            .bias = bias,
            .multipliers = multipliers,
            .shifts = shifts,
            .batches = i % BATCHES + 1,
            .rows = i < 34 ? i % ROWS + 1 : check_between(&random, 1, ROWS),
            .columns = i < COLUMNS ? i + 1 : check_between(&random, 1, COLUMNS),
            .per_channel = i % 2,
            .output_zero_point = zero_point,
            .low = low,
            .high = i % 7 == 0 ? check_between(&random, low, 127) : 127,
            .rounding = roundings[i % 3]};
        const int32_t count = parameters.batches * parameters.rows;
        output[count] = 0x55;
        adc_fully_connected_s8(&parameters, input, output);
        const int holds = output[count] == 0x55 && is_fully_connected(&parameters);
        failures += check_failed(holds, "fully connected");
        failures += check_failed(is_wide(&parameters), "fully connected to int32");
        for (int32_t k = 0; k < count; k++) {
            unclamped += output[k] > parameters.low && output[k] < parameters.high ? 1 : 0;
            outputs++;
        }
    }
    return failures + check_failed(4 * unclamped > outputs, "fully connected: the inputs leave most outputs unclamped");
}
