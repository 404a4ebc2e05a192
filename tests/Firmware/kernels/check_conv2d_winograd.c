#include "adc_conv2d_winograd_s8.h"

#include "kernels_check.h"

enum {
    CHANNELS = 6,
    DEPTH = 48,
    TAPS = 9,
    WIDTH = 24,
    HEIGHT = 8,
    POSITIONS = 16,
    OUTPUT = WIDTH * HEIGHT * CHANNELS,
    STREAM = CHANNELS / 2 * (POSITIONS * DEPTH + 8),
    SCRATCH = 32 * DEPTH + (WIDTH + 2) * DEPTH,
    GUARD = 0x55
};

typedef struct record {
    int32_t multiplier;
    int32_t addend;
    int32_t addend_negative;
} record_t;

static int8_t weights[CHANNELS][3][3][DEPTH];
static int32_t bias[CHANNELS]; /* without the zero point */
static record_t records[CHANNELS];
static uint32_t stream[STREAM + 1];
static int8_t input[(WIDTH + 2) * (HEIGHT + 2) * DEPTH];
static int8_t expected[OUTPUT];
static int8_t output[OUTPUT + 1];
static uint32_t scratch[SCRATCH + 1];

/* ---- the stream, as the header lays it out */

/* The transformed weight of one position: G w G' with G = (2, 0, 0), (1, 1, 1), (1, -1, 1), (0, 0, 2), times 2^scale. */
static int32_t transformed(int32_t channel, int32_t position, int32_t c, int32_t scale)
{
    static const int32_t g[4][3] = {{2, 0, 0}, {1, 1, 1}, {1, -1, 1}, {0, 0, 2}};
    int32_t sum = 0;
    for (int32_t y = 0; y < 3; y++) {
        for (int32_t x = 0; x < 3; x++) {
            sum += g[position / 4][y] * g[position % 4][x] * weights[channel][y][x][c];
        }
    }
    return sum * (1 << scale);
}

static uint32_t lanes(int32_t channel, int32_t position, int32_t c, int32_t scale)
{
    const uint32_t low = (uint32_t)transformed(channel, position, c, scale) & 0xFFFFu;
    return low | (uint32_t)transformed(channel, position, c + 2, scale) << 16;
}

static uint32_t *append_record(const adc_conv2d_winograd_s8_t *p, uint32_t *at, int32_t channel)
{
    *at++ = (uint32_t)records[channel].multiplier;
    *at++ = (uint32_t)records[channel].addend;
    if (p->is_two_sided != 0) {
        *at++ = (uint32_t)records[channel].addend_negative;
    }
    return at;
}

static uint32_t starting_sum(const adc_conv2d_winograd_s8_t *p, int32_t channel, int32_t scale)
{
    int32_t sum = bias[channel];
    for (int32_t tap = 0; tap < TAPS; tap++) {
        for (int32_t c = 0; c < p->input_channels; c++) {
            sum -= p->input_zero_point * weights[channel][tap / 3][tap % 3][c];
        }
    }
    return (uint32_t)sum * (uint32_t)(4 << scale);
}

static void fill_stream(const adc_conv2d_winograd_s8_t *p, int32_t scale)
{
    uint32_t *at = stream;
    for (int32_t a = 0; a < p->output_channels; a += 2) {
        for (int32_t position = 0; position < POSITIONS; position++) {
            for (int32_t c = 0; c < p->input_channels; c += c % 4 == 0 ? 1 : 3) {
                *at++ = lanes(a, position, c, scale);
                *at++ = lanes(a + 1, position, c, scale);
            }
        }
        *at++ = starting_sum(p, a, scale);
        *at++ = starting_sum(p, a + 1, scale);
        at = append_record(p, at, a);
        at = append_record(p, at, a + 1);
    }
}

/* ---- what the header promises, output by output */

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

static int32_t value_at(const adc_conv2d_winograd_s8_t *p, int32_t y, int32_t x, int32_t c)
{
    const int is_inside = y >= 0 && y < p->input_height && x >= 0 && x < p->input_width;
    return is_inside ? input[(y * p->input_width + x) * p->input_channels + c] : p->input_zero_point;
}

static int32_t expected_output(const adc_conv2d_winograd_s8_t *p, int32_t y, int32_t x, int32_t channel, int32_t scale)
{
    int64_t sum = bias[channel];
    for (int32_t tap = 0; tap < TAPS; tap++) {
        const int32_t row = y - p->padding_top + tap / 3;
        const int32_t column = x - p->padding_left + tap % 3;
        for (int32_t c = 0; c < p->input_channels; c++) {
            sum += (int64_t)weights[channel][tap / 3][tap % 3][c] * (value_at(p, row, column, c) - p->input_zero_point);
        }
    }
    const record_t *record = &records[channel];
    const int32_t addend = sum < 0 && p->is_two_sided != 0 ? record->addend_negative : record->addend;
    const int64_t scaled = addend + check_floor_divide((sum * (4 << scale)) * record->multiplier, (int64_t)1 << 32);
    return clamp(clamp(check_floor_divide(scaled, (int64_t)1 << p->shift), -128, 127), p->low, p->high);
}

/* ---- random layers */

static void draw_numbers(const adc_conv2d_winograd_s8_t *p, check_random_t *random, int32_t scale)
{
    const int32_t unit = 1 << p->shift;
    const int64_t wanted = ((int64_t)1 << (p->shift + 32 - scale - 2)) / 1500; /* makes some tens of some ten thousands */
    const int32_t about = (int32_t)(wanted < INT32_MAX / 2 ? wanted : INT32_MAX / 2);
    for (int32_t channel = 0; channel < p->output_channels; channel++) {
        for (int32_t tap = 0; tap < TAPS; tap++) {
            for (int32_t c = 0; c < p->input_channels; c++) {
                const int32_t value = check_int8(random);
                weights[channel][tap / 3][tap % 3][c] = (int8_t)(value < -127 ? -127 : value);
            }
        }
        bias[channel] = check_between(random, -30000, 30000);
        records[channel].multiplier = check_between(random, about / 2, about + about / 2);
        records[channel].addend = check_between(random, -15 * unit, 15 * unit);
        records[channel].addend_negative = records[channel].addend - check_between(random, 1, unit);
    }
    for (int32_t i = 0; i < p->input_height * p->input_width * p->input_channels; i++) {
        input[i] = check_int8(random);
    }
}

int check_conv2d_winograd(void)
{
    static adc_winograd_channels_t *const kernels[2][3] = {
        {adc_winograd_16_one_sided, adc_winograd_32_one_sided, adc_winograd_any_one_sided},
        {adc_winograd_16_two_sided, adc_winograd_32_two_sided, adc_winograd_any_two_sided}};
    check_random_t random = {44};
    int failures = 0;
    int32_t unclamped = 0;
    int32_t outputs = 0;
    for (int i = 0; i < 60; i++) {
        const int32_t scale = check_between(&random, 0, 4);
        const int32_t sixteens = check_between(&random, 1, DEPTH / 16);
        const int32_t padding = check_between(&random, 0, 1);
        const int32_t low = i % 5 == 0 ? check_between(&random, -128, 0) : -128;
        const int32_t is_two_sided = i / 2 % 2;
        const int32_t kernel = sixteens < 3 && i % 3 != 0 ? sixteens - 1 : 2;
        const int32_t width = 8 * check_between(&random, 1, WIDTH / 8);
        const int32_t height = 2 * check_between(&random, 1, HEIGHT / 2);
        const adc_conv2d_winograd_s8_t p = {
            .stream = stream, .channels = kernels[is_two_sided][kernel], .batches = 1,
            .input_height = height + 2 - 2 * padding, .input_width = width + 2 - 2 * padding, .input_channels = 16 * sixteens,
            .output_height = height, .output_width = width, .output_channels = 2 * check_between(&random, 1, CHANNELS / 2),
            .padding_top = padding, .padding_left = padding, .strip_pitch = (width + 2) * 16 * sixteens,
            .input_zero_point = check_int8(&random), .shift = check_between(&random, 8, 14), .is_two_sided = is_two_sided,
            .low = low, .high = i % 7 == 1 ? check_between(&random, low, 127) : 127};
        if (p.input_height < 1) {
            continue;
        }
        const int32_t count = p.output_height * p.output_width * p.output_channels;
        const int32_t words = 32 * p.input_channels + p.strip_pitch;
        draw_numbers(&p, &random, scale);
        fill_stream(&p, scale);
        for (int32_t k = 0; k < count; k++) {
            const int32_t position = k / p.output_channels;
            expected[k] = (int8_t)expected_output(&p, position / width, position % width, k % p.output_channels, scale);
        }
        output[count] = GUARD;
        scratch[words] = 0x12345678u;
        adc_conv2d_winograd_s8(&p, input, output, scratch);
        int holds = output[count] == GUARD && scratch[words] == 0x12345678u;
        for (int32_t k = 0; k < count; k++) {
            holds = holds && output[k] == expected[k];
            unclamped += output[k] > p.low && output[k] < p.high ? 1 : 0;
            outputs++;
        }
        failures += check_failed(holds, "convolution by minimal filtering");
    }
    return failures + check_failed(3 * unclamped > outputs, "minimal filtering: the inputs leave a third of the outputs unclamped");
}
