#include "adc_depthwise_planes_s8.h"

#include "adc_dsp.h"

enum { GROUP = 4, SMALL_KERNEL = 3, SMALL_TAP_WORDS = 6, LARGE_TAP_WORDS = 20 };

static int32_t tap_words(const adc_depthwise_planes_shape_t *shape)
{
    return shape->kernel == SMALL_KERNEL ? SMALL_TAP_WORDS : LARGE_TAP_WORDS;
}

/* Words of the stream for one channel. */
static int32_t channel_words(const adc_depthwise_planes_shape_t *shape)
{
    return tap_words(shape) + 3 + shape->is_signed;
}

#if defined(__ARM_FEATURE_DSP)

#include <stddef.h>

/* The shapes and their bodies: adc_depthwise_planes_s8_m33.S. They read what they are given by its offsets. */
#if __STDC_VERSION__ >= 201112L
_Static_assert(offsetof(adc_depthwise_planes_strip_t, output) == 4, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_strip_t, stream) == 8, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_strip_t, rows) == 12, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_strip_t, width) == 16, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_strip_t, step) == 20, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_shape_t, convolve) == 20, "known to the assembly");
#endif

#else

/* Column x of one channel's row of planes, as a lane. */
static uint32_t lane(const uint32_t *row, int32_t x)
{
    return row[x / 2] >> (16 * (x % 2)) & 0xFFFFu;
}

static uint32_t pair(const uint32_t *row, int32_t x)
{
    return lane(row, x) | lane(row, x + 1) << 16;
}

/* sum + one row of taps, whose last is the upper lane of its last word. */
static int32_t add_row(const uint32_t *row, int32_t x, const uint32_t *taps, int32_t kernel, int32_t sum)
{
    sum = adc_smlad(taps[0], pair(row, x), sum);
    if (kernel == SMALL_KERNEL) {
        return adc_smlatt(taps[1], lane(row, x + 2) << 16, sum);
    }
    sum = adc_smlad(taps[1], pair(row, x + 2), sum);
    return adc_smlatt(taps[3], lane(row, x + 4) << 16, sum);
}

static int8_t planes_output(const uint32_t *plane, int32_t x, const uint32_t *stream, const adc_depthwise_planes_shape_t *shape)
{
    const uint32_t *scale = stream + tap_words(shape) + shape->is_signed;
    int32_t sum = (int32_t)scale[0];
    for (int32_t ky = 0; ky < shape->kernel; ky++) {
        sum = add_row(plane + ky * (shape->pitch / 4), x, stream + ky * tap_words(shape) / shape->kernel, shape->kernel, sum);
    }
    const uint32_t addend = shape->is_signed != 0 && sum < 0 ? stream[tap_words(shape)] : scale[2];
    return (int8_t)adc_ssat8(adc_smmla(sum, (int32_t)scale[1], (int32_t)addend) >> ADC_DEPTHWISE_PLANES_SHIFT);
}

static void convolve(const adc_depthwise_planes_strip_t *strip, const adc_depthwise_planes_shape_t *shape)
{
    for (int32_t channel = 0; channel < GROUP; channel++) {
        const uint32_t *plane = strip->planes + channel * (shape->pitch / 16);
        const uint32_t *stream = strip->stream + channel * channel_words(shape);
        int8_t *output = strip->output + channel;
        for (int32_t y = 0; y < strip->rows; y++) {
            for (int32_t x = 0; x < strip->width; x++) {
                *output = planes_output(plane, x * shape->stride, stream, shape);
                output += strip->step;
            }
            plane += shape->stride * (shape->pitch / 4);
        }
    }
}

const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1 = {64, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_odd = {64, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_signed = {64, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_odd_signed = {64, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1 = {128, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_odd = {128, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_signed = {128, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_odd_signed = {128, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1 = {256, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_odd = {256, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_signed = {256, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_odd_signed = {256, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1 = {512, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_odd = {512, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_signed = {512, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_odd_signed = {512, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1 = {992, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_odd = {992, 1, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_signed = {992, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_odd_signed = {992, 1, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2 = {64, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_odd = {64, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_signed = {64, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_odd_signed = {64, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2 = {128, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_odd = {128, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_signed = {128, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_odd_signed = {128, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2 = {256, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_odd = {256, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_signed = {256, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_odd_signed = {256, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2 = {512, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_odd = {512, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_signed = {512, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_odd_signed = {512, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2 = {992, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_odd = {992, 2, 3, 0, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_signed = {992, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_odd_signed = {992, 2, 3, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_64x1 = {64, 1, 5, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_128x1 = {128, 1, 5, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_256x1 = {256, 1, 5, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_64x2 = {64, 2, 5, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_128x2 = {128, 2, 5, 1, adc_depthwise_planes_widen, convolve};
const adc_depthwise_planes_shape_t adc_depthwise_planes_large_256x2 = {256, 2, 5, 1, adc_depthwise_planes_widen, convolve};

#endif

/* Four words in one access each way. */
typedef struct quad {
    uint32_t words[4];
} quad_t;

/* Bytes a multiple of 32, as all pitches are. */
static void fill(uint32_t *words, int32_t bytes, uint32_t value)
{
    const quad_t quad = {{value, value, value, value}};
    quad_t *target = (quad_t *)words;
    for (quad_t *end = target + bytes / 16; target != end; target += 2) {
        target[0] = quad;
        target[1] = quad;
    }
}

/* Towards lower addresses; bytes as with fill. */
static void move_down(uint32_t *to, const uint32_t *from, int32_t bytes)
{
    quad_t *target = (quad_t *)to;
    const quad_t *source = (const quad_t *)from;
    for (quad_t *end = target + bytes / 16; target != end; target += 2) {
        target[0] = source[0];
        target[1] = source[1];
        source += 2;
    }
}

/* Bounds narrower than int8, on the four channels of each pixel. */
static void clamp(int8_t *output, int32_t pixels, int32_t step, int32_t low, int32_t high)
{
    for (int32_t i = 0; i < pixels; i++) {
        for (int32_t channel = 0; channel < GROUP; channel++) {
            const int32_t value = output[channel];
            output[channel] = (int8_t)(value < low ? low : value > high ? high : value);
        }
        output += step;
    }
}

static void convolve_strip(const adc_depthwise_planes_s8_t *p, const adc_depthwise_planes_strip_t *strip)
{
    p->shape->convolve(strip, p->shape);
    if (p->low > -128 || p->high < 127) {
        clamp(strip->output, strip->rows * p->output_width, p->channels, p->low, p->high);
    }
}

/* A left border of two columns is a word that stays. */
static int32_t left_words(const adc_depthwise_planes_s8_t *p)
{
    return p->padding_left / 2;
}

/* Four channels of one image, strip by strip. The rows that two strips share stay in the planes: an output over the
 * input has overwritten them by then. */
static void four_channels(
    const adc_depthwise_planes_s8_t *p, adc_depthwise_planes_rows_t rows, adc_depthwise_planes_strip_t strip, uint32_t *planes)
{
    const adc_depthwise_planes_shape_t *shape = p->shape;
    const int32_t stride = shape->stride;
    const int32_t shared = shape->kernel - stride;
    const int32_t pitch_words = shape->pitch / 4;
    int32_t next = -p->padding_top; /* row of the input that is not yet in the planes */
    int32_t filled = 0;             /* rows of planes that the strip before has left */
    for (int32_t to_go = p->output_height; to_go > 0; to_go -= strip.rows) {
        strip.rows = to_go < p->strip_rows ? to_go : p->strip_rows;
        const int32_t wanted = strip.rows * stride + shared - filled;
        const int32_t above = next < 0 ? -next : 0;
        const int32_t inside = p->input_height - (next + above);
        rows.rows = wanted - above < inside ? wanted - above : inside > 0 ? inside : 0;
        uint32_t *row = planes + filled * pitch_words;
        fill(row, above * shape->pitch, rows.border);
        row += above * pitch_words;
        if (rows.rows > 0) {
            rows.planes = row + left_words(p);
            shape->widen(&rows, shape->pitch);
            rows.input += rows.rows * p->input_width * p->channels;
            row += rows.rows * pitch_words;
        }
        fill(row, (wanted - above - rows.rows) * shape->pitch, rows.border);
        convolve_strip(p, &strip);
        strip.output += strip.rows * p->output_width * p->channels;
        next += wanted;
        filled = shared;
        if (strip.rows != to_go) {
            move_down(planes, planes + strip.rows * stride * pitch_words, shared * shape->pitch);
        }
    }
}

void adc_depthwise_planes_s8(const adc_depthwise_planes_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    const adc_depthwise_planes_s8_t *p = parameters;
    const adc_depthwise_planes_shape_t *shape = p->shape;
    const int32_t rows_of_planes = p->strip_rows * shape->stride + shape->kernel - shape->stride;
    const int32_t inside = rows_of_planes - p->padding_top;
    const int32_t is_one_strip = p->output_height == p->strip_rows;
    const uint32_t border = ((uint32_t)p->input_zero_point & 0xFFu) << 8;
    adc_depthwise_planes_rows_t rows = {
        input, scratch, p->input_height < inside ? p->input_height : inside,
        p->input_width, p->channels, p->padding_left % 2, border | border << 16};
    adc_depthwise_planes_strip_t strip = {scratch, output, p->stream, p->output_height, p->output_width, p->channels};
    if (is_one_strip) {
        rows.planes += p->padding_top * (shape->pitch / 4) + left_words(p);
    }
    fill(scratch, shape->pitch * rows_of_planes, rows.border);
    for (int32_t batch = 0; batch < p->batches; batch++) {
        for (int32_t channel = 0; channel < p->channels; channel += GROUP) {
            /* A last group that is not whole computes channels of the one before it once more. */
            const int32_t at = channel + GROUP <= p->channels ? channel : p->channels - GROUP;
            rows.input = input + at;
            strip.output = output + at;
            strip.stream = p->stream + at * channel_words(shape);
            if (is_one_strip) {
                shape->widen(&rows, shape->pitch);
                convolve_strip(p, &strip);
            } else {
                four_channels(p, rows, strip, scratch);
            }
        }
        input += p->input_height * p->input_width * p->channels;
        output += p->output_height * p->output_width * p->channels;
    }
}
