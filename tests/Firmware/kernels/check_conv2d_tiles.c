#include "adc_conv2d_tiles_s8.h"

#include "kernels_check.h"

enum {
    CHANNELS = 9,
    LARGEST_KERNEL = 4 * 4,
    LARGEST_SIDE = 9,
    LARGEST_DEPTH = 10,
    TAPS = LARGEST_KERNEL * LARGEST_DEPTH,
    INPUT = 2 * LARGEST_SIDE * LARGEST_SIDE * LARGEST_DEPTH,
    OUTPUT = 2 * LARGEST_SIDE * LARGEST_SIDE * CHANNELS,
    STREAM = (CHANNELS + 1) / 2 * (2 + 6 + 4 * (TAPS + 4)),
    SCRATCH = 8 * (TAPS + 4) + 24 * 32 * LARGEST_DEPTH,
    GUARD = 0x55
};

typedef struct record {
    int32_t multiplier;
    int32_t addend;
    int32_t addend_negative;
} record_t;

static int8_t weights[CHANNELS][TAPS];
static int32_t bias[CHANNELS]; /* without the zero point */
static record_t records[CHANNELS];
static uint32_t stream[STREAM];
static int8_t input[INPUT];
static int8_t expected[OUTPUT];
static int8_t shared[INPUT + OUTPUT]; /* where the output starts at the input */
static int8_t output[OUTPUT + 1];
static uint32_t scratch[SCRATCH];

/* ---- the stream, as the header lays it out */

/* Positions of the kernel's taps in fours; -1 where there is none. */
static int32_t order_taps(const adc_conv2d_tiles_s8_t *p, int32_t *order)
{
    const int32_t row = p->kernel_width * p->input_channels;
    int32_t count = 0;
    for (int32_t part = 0; part < 2; part++) {
        for (int32_t ky = 0; ky < p->kernel_height; ky++) {
            for (int32_t i = part == 0 ? 0 : row / 4 * 4; i < (part == 0 ? row / 4 * 4 : row); i++) {
                order[count++] = ky * row + i;
            }
        }
    }
    while (count % 4 != 0) {
        order[count++] = -1;
    }
    return count;
}

static int32_t weight(int32_t channel, int32_t tap)
{
    return tap < 0 ? 0 : weights[channel][tap];
}

static uint32_t lanes(int32_t low, int32_t high)
{
    return ((uint32_t)low & 0xFFFFu) | (uint32_t)high << 16;
}

static int32_t folded_bias(const adc_conv2d_tiles_s8_t *p, int32_t channel)
{
    int32_t sum = bias[channel];
    for (int32_t tap = 0; tap < p->kernel_height * p->kernel_width * p->input_channels; tap++) {
        sum -= p->input_zero_point * weights[channel][tap];
    }
    return sum;
}

static uint32_t *append_pair(const adc_conv2d_tiles_s8_t *p, uint32_t *at, int32_t a, int32_t b, int is_wide)
{
    static int32_t order[TAPS + 4];
    const int32_t count = order_taps(p, order);
    const uint32_t bias_a = (uint32_t)folded_bias(p, a);
    const uint32_t bias_b = (uint32_t)folded_bias(p, b);
    *at++ = is_wide ? 256u * bias_a : 256u * bias_a + bias_b;
    *at++ = is_wide ? 256u * bias_b : bias_b;
    for (int32_t i = 0; i < count; i += i % 4 == 0 ? 1 : 3) {
        const int32_t first = order[i];
        const int32_t second = order[i + 2];
        if (is_wide) {
            *at++ = lanes(256 * weight(a, first), 256 * weight(a, second));
            *at++ = lanes(256 * weight(b, first), 256 * weight(b, second));
        } else {
            *at++ = lanes(256 * weight(a, first) + weight(b, first), 256 * weight(a, second) + weight(b, second));
        }
    }
    for (int32_t k = 0; k < 2; k++) {
        const record_t *record = &records[k == 0 ? a : b];
        *at++ = (uint32_t)record->multiplier;
        *at++ = (uint32_t)record->addend;
        if (p->is_two_sided != 0) {
            *at++ = (uint32_t)record->addend_negative;
        }
    }
    return at;
}

static void fill_stream(const adc_conv2d_tiles_s8_t *p, int is_wide)
{
    uint32_t *at = stream;
    for (int32_t channel = 0; channel + 1 < p->output_channels; channel += 2) {
        at = append_pair(p, at, channel, channel + 1, is_wide);
    }
    if (p->output_channels % 2 == 1) {
        (void)append_pair(p, at, p->output_channels - 2, p->output_channels - 1, is_wide);
    }
}

/* ---- what the header promises, output by output */

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

static int32_t value_at(const adc_conv2d_tiles_s8_t *p, const int8_t *image, int32_t y, int32_t x, int32_t channel)
{
    const int is_inside = y >= 0 && y < p->input_height && x >= 0 && x < p->input_width;
    return is_inside ? image[(y * p->input_width + x) * p->input_channels + channel] : p->input_zero_point;
}

static int32_t expected_output(const adc_conv2d_tiles_s8_t *p, const int8_t *image, int32_t y, int32_t x, int32_t channel)
{
    int64_t sum = bias[channel];
    const int8_t *w = weights[channel];
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        for (int32_t kx = 0; kx < p->kernel_width; kx++) {
            for (int32_t c = 0; c < p->input_channels; c++) {
                const int32_t row = y * p->stride_y - p->padding_top + ky * p->dilation_y;
                const int32_t column = x * p->stride_x - p->padding_left + kx;
                sum += (int64_t)*w++ * (value_at(p, image, row, column, c) - p->input_zero_point);
            }
        }
    }
    const record_t *record = &records[channel];
    const int32_t addend = sum < 0 && p->is_two_sided != 0 ? record->addend_negative : record->addend;
    const int64_t scaled = addend + check_floor_divide(256 * sum * record->multiplier, (int64_t)1 << 32);
    return clamp(clamp(check_floor_divide(scaled, (int64_t)1 << p->shift), -128, 127), p->low, p->high);
}

static void fill_expected(const adc_conv2d_tiles_s8_t *p)
{
    int8_t *to = expected;
    for (int32_t batch = 0; batch < p->batches; batch++) {
        const int8_t *image = input + batch * p->input_height * p->input_width * p->input_channels;
        for (int32_t y = 0; y < p->output_height; y++) {
            for (int32_t x = 0; x < p->output_width; x++) {
                for (int32_t channel = 0; channel < p->output_channels; channel++) {
                    *to++ = (int8_t)expected_output(p, image, y, x, channel);
                }
            }
        }
    }
}

/* ---- random layers */

static void draw_numbers(const adc_conv2d_tiles_s8_t *p, check_random_t *random)
{
    const int32_t taps = p->kernel_height * p->kernel_width * p->input_channels;
    const int32_t unit = 1 << (p->shift < 24 ? p->shift : 24);
    const int64_t wanted = ((int64_t)1 << (p->shift + 24)) / 700; /* makes some tens of some ten thousands */
    const int32_t about = (int32_t)(wanted < INT32_MAX / 2 ? wanted : INT32_MAX / 2);
    for (int32_t channel = 0; channel < p->output_channels; channel++) {
        for (int32_t tap = 0; tap < taps; tap++) {
            const int32_t value = check_int8(random);
            weights[channel][tap] = (int8_t)(value < -127 ? -127 : value);
        }
        bias[channel] = check_between(random, -30000, 30000);
        records[channel].multiplier = check_between(random, about / 2, about + about / 2);
        records[channel].addend = check_between(random, -15 * unit, 15 * unit);
        records[channel].addend_negative = records[channel].addend - check_between(random, 1, unit);
    }
    for (int32_t i = 0; i < p->batches * p->input_height * p->input_width * p->input_channels; i++) {
        input[i] = check_int8(random);
    }
}

static adc_conv2d_tiles_s8_t draw_layer(check_random_t *random, int i)
{
    const int is_pointwise = i % 3 == 0;
    const int32_t low = i % 5 == 0 ? check_between(random, -128, 0) : -128;
    adc_conv2d_tiles_s8_t p = {
        .stream = stream, .batches = is_pointwise ? 1 : check_between(random, 1, 2),
        .input_height = is_pointwise ? 1 : check_between(random, 1, LARGEST_SIDE),
        .input_width = check_between(random, 1, LARGEST_SIDE * (is_pointwise ? 2 : 1)),
        .input_channels = check_between(random, 1, LARGEST_DEPTH),
        .output_height = check_between(random, 1, LARGEST_SIDE), .output_width = check_between(random, 1, LARGEST_SIDE),
        .output_channels = check_between(random, 2, CHANNELS),
        .kernel_height = check_between(random, 1, 4), .kernel_width = check_between(random, 1, 4),
        .stride_y = check_between(random, 1, 2), .stride_x = check_between(random, 1, 2), .dilation_y = check_between(random, 1, 2),
        .padding_top = check_between(random, 0, 3), .padding_left = check_between(random, 0, 3),
        .strip_rows = check_between(random, 1, 4), .input_zero_point = check_int8(random),
        .shift = i % 4 == 0 ? check_between(random, 0, 31) : check_between(random, 8, 18), .is_two_sided = i / 2 % 2,
        .low = low, .high = i % 7 == 1 ? check_between(random, low, 127) : 127};
    if (is_pointwise) {
        p.kernel_height = p.kernel_width = p.stride_y = p.stride_x = p.dilation_y = p.output_height = 1;
        p.padding_top = p.padding_left = p.strip_rows = 0;
        p.output_width = p.input_width;
        p.is_backward = p.output_channels > p.input_channels ? 1 : 0;
    } else if (i % 3 == 1) {
        /* Nothing lies beyond the edges. */
        p.padding_top = p.padding_left = p.strip_rows = 0;
        p.dilation_y = p.kernel_height > p.input_height / 2 ? 1 : p.dilation_y;
        p.kernel_height = p.kernel_height > p.input_height ? p.input_height : p.kernel_height;
        p.kernel_width = p.kernel_width > p.input_width ? p.input_width : p.kernel_width;
        p.output_height = (p.input_height - (p.kernel_height - 1) * p.dilation_y - 1) / p.stride_y + 1;
        p.output_width = (p.input_width - p.kernel_width) / p.stride_x + 1;
    }
    const int32_t columns = (p.output_width - 1) * p.stride_x + p.kernel_width;
    p.strip_pitch = (columns * p.input_channels + 3) / 4 * 4;
    return p;
}

static int32_t scratch_words(const adc_conv2d_tiles_s8_t *p)
{
    const int32_t row = p->kernel_width * p->input_channels;
    const int32_t rest = (p->kernel_height * (row % 4) + 3) / 4;
    const int32_t strip = p->strip_rows == 0 ? 0 : (p->strip_rows - 1) * p->stride_y + (p->kernel_height - 1) * p->dilation_y + 1;
    return 8 * (p->kernel_height * (row / 4) + rest) + 4 * rest + strip * p->strip_pitch / 4;
}

static void run(const adc_conv2d_tiles_s8_t *p, int is_wide, const int8_t *from, int8_t *to)
{
    if (is_wide) {
        adc_conv2d_tiles_wide_s8(p, from, to, scratch);
    } else {
        adc_conv2d_tiles_s8(p, from, to, scratch);
    }
}

int check_conv2d_tiles(void)
{
    check_random_t random = {33};
    int failures = 0;
    int32_t unclamped = 0;
    int32_t outputs = 0;
    for (int i = 0; i < 400; i++) {
        const adc_conv2d_tiles_s8_t p = draw_layer(&random, i);
        const int is_wide = i / 4 % 2;
        const int32_t count = p.batches * p.output_height * p.output_width * p.output_channels;
        const int32_t words = scratch_words(&p);
        draw_numbers(&p, &random);
        fill_stream(&p, is_wide);
        fill_expected(&p);
        output[count] = GUARD;
        scratch[words] = 0x12345678u;
        run(&p, is_wide, input, output);
        int holds = output[count] == GUARD && scratch[words] == 0x12345678u;
        const int is_shared = p.output_height == 1 && p.input_height == 1 && p.kernel_height == 1 && p.kernel_width == 1
            && p.stride_x == 1 && p.strip_rows == 0 && p.output_width == p.input_width && p.batches == 1
            && (p.is_backward != 0 || p.output_channels <= p.input_channels);
        if (is_shared) {
            for (int32_t k = 0; k < p.input_width * p.input_channels; k++) {
                shared[k] = input[k];
            }
            run(&p, is_wide, shared, shared);
        }
        for (int32_t k = 0; k < count; k++) {
            holds = holds && output[k] == expected[k] && (!is_shared || shared[k] == expected[k]);
            unclamped += output[k] > p.low && output[k] < p.high ? 1 : 0;
            outputs++;
        }
        failures += check_failed(holds, is_shared ? "convolution in tiles, in place" : "convolution in tiles");
    }
    return failures + check_failed(4 * unclamped > outputs, "convolution in tiles: the inputs leave most outputs unclamped");
}
