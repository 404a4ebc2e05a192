#include "adc_depthwise_planes_s8.h"

#include <string.h>

#include "kernels_check.h"

enum { CHANNELS = 13, SIDE = 122, PIXELS = 400, INPUTS = 130, TAPS = 25, PLANES = 992 * 6 / 4, GUARD = 0x5A };

static int32_t taps[CHANNELS][TAPS]; /* of 16 bits */
static uint32_t stream[CHANNELS * 24];
static int8_t input[PIXELS * CHANNELS];
static int8_t expected[PIXELS * CHANNELS];
static int8_t output[PIXELS * CHANNELS + 1];
static uint32_t planes[PLANES + 3];

static const adc_depthwise_planes_shape_t *shape_for(
    int32_t kernel, int32_t width, int32_t output_width, int32_t left, int32_t stride, int is_signed)
{
    static const adc_depthwise_planes_shape_t *const shapes[] = {
        &adc_depthwise_planes_64x1, &adc_depthwise_planes_64x1_odd, &adc_depthwise_planes_64x1_signed, &adc_depthwise_planes_64x1_odd_signed,
        &adc_depthwise_planes_128x1, &adc_depthwise_planes_128x1_odd, &adc_depthwise_planes_128x1_signed, &adc_depthwise_planes_128x1_odd_signed,
        &adc_depthwise_planes_256x1, &adc_depthwise_planes_256x1_odd, &adc_depthwise_planes_256x1_signed, &adc_depthwise_planes_256x1_odd_signed,
        &adc_depthwise_planes_512x1, &adc_depthwise_planes_512x1_odd, &adc_depthwise_planes_512x1_signed, &adc_depthwise_planes_512x1_odd_signed,
        &adc_depthwise_planes_992x1, &adc_depthwise_planes_992x1_odd, &adc_depthwise_planes_992x1_signed, &adc_depthwise_planes_992x1_odd_signed,
        &adc_depthwise_planes_64x2, &adc_depthwise_planes_64x2_odd, &adc_depthwise_planes_64x2_signed, &adc_depthwise_planes_64x2_odd_signed,
        &adc_depthwise_planes_128x2, &adc_depthwise_planes_128x2_odd, &adc_depthwise_planes_128x2_signed, &adc_depthwise_planes_128x2_odd_signed,
        &adc_depthwise_planes_256x2, &adc_depthwise_planes_256x2_odd, &adc_depthwise_planes_256x2_signed, &adc_depthwise_planes_256x2_odd_signed,
        &adc_depthwise_planes_512x2, &adc_depthwise_planes_512x2_odd, &adc_depthwise_planes_512x2_signed, &adc_depthwise_planes_512x2_odd_signed,
        &adc_depthwise_planes_992x2, &adc_depthwise_planes_992x2_odd, &adc_depthwise_planes_992x2_signed, &adc_depthwise_planes_992x2_odd_signed};
    static const adc_depthwise_planes_shape_t *const large[] = {
        &adc_depthwise_planes_large_64x1, &adc_depthwise_planes_large_128x1, &adc_depthwise_planes_large_256x1,
        &adc_depthwise_planes_large_64x2, &adc_depthwise_planes_large_128x2, &adc_depthwise_planes_large_256x2};
    const int32_t needed = (output_width - 1) * stride + kernel;
    const int32_t columns = left + width > needed ? left + width : needed;
    int32_t pitch = 0;
    while (64 << pitch < 8 * columns) {
        pitch++;
    }
    return kernel == 5 ? large[3 * (stride - 1) + pitch] : shapes[20 * (stride - 1) + 4 * pitch + 2 * is_signed + output_width % 2];
}

static int32_t value_at(const adc_depthwise_planes_s8_t *p, int32_t batch, int32_t y, int32_t x, int32_t channel)
{
    return y >= 0 && y < p->input_height && x >= 0 && x < p->input_width
        ? input[((batch * p->input_height + y) * p->input_width + x) * p->channels + channel] : p->input_zero_point;
}

static int32_t word(uint32_t value)
{
    return (int32_t)value;
}

/* What the header promises. */
static int8_t expected_at(const adc_depthwise_planes_s8_t *p, int32_t batch, int32_t y, int32_t x, int32_t channel)
{
    const int32_t stride = p->shape->stride;
    const int32_t kernel = p->shape->kernel;
    const int32_t tap_words = kernel == 3 ? 6 : 20;
    const uint32_t *scale = stream + channel * (tap_words + 3 + p->shape->is_signed) + tap_words;
    int64_t sum = word(scale[p->shape->is_signed]);
    for (int32_t ky = 0; ky < kernel; ky++) {
        for (int32_t kx = 0; kx < kernel; kx++) {
            const int32_t value = value_at(p, batch, y * stride - p->padding_top + ky, x * stride - p->padding_left + kx, channel);
            sum += (int64_t)taps[channel][ky * kernel + kx] * 256 * value;
        }
    }
    const int64_t wrapped = word((uint32_t)(uint64_t)sum);
    const uint32_t addend = p->shape->is_signed != 0 && wrapped < 0 ? scale[0] : scale[p->shape->is_signed + 2];
    const int64_t scaled = word(addend) + check_floor_divide(wrapped * word(scale[p->shape->is_signed + 1]), (int64_t)1 << 32);
    int64_t value = check_floor_divide(scaled, 1 << ADC_DEPTHWISE_PLANES_SHIFT);
    value = value < -128 ? -128 : value > 127 ? 127 : value;
    return (int8_t)(value < p->low ? p->low : value > p->high ? p->high : value);
}

static uint32_t lanes_of(const int32_t *pair)
{
    return ((uint32_t)pair[0] & 0xFFFFu) | (uint32_t)pair[1] << 16;
}

static uint32_t *append_taps(uint32_t *at, const int32_t *row, int32_t kernel)
{
    *at++ = lanes_of(row);
    *at++ = lanes_of(row + (kernel == 3 ? 1 : 2));
    if (kernel == 5) {
        *at++ = lanes_of(row + 1);
        *at++ = lanes_of(row + 3);
    }
    return at;
}

static void fill_stream(check_random_t *random, int32_t channels, int32_t kernel, int is_signed, int is_extreme)
{
    uint32_t *at = stream;
    for (int32_t channel = 0; channel < channels; channel++) {
        const int32_t scale = check_between(random, 0, 3);
        for (int32_t tap = 0; tap < kernel * kernel; tap++) {
            taps[channel][tap] = (is_extreme ? INT8_MIN : check_int8(random)) * (1 << scale);
        }
        for (int32_t ky = 0; ky < kernel; ky++) {
            at = append_taps(at, taps[channel] + ky * kernel, kernel);
        }
        const int32_t addend = check_between(random, -(64 << ADC_DEPTHWISE_PLANES_SHIFT), 64 << ADC_DEPTHWISE_PLANES_SHIFT);
        if (is_signed) {
            *at++ = (uint32_t)(addend - check_between(random, 0, 1 << ADC_DEPTHWISE_PLANES_SHIFT));
        }
        *at++ = (uint32_t)check_between(random, -(1 << 25), 1 << 25);
        *at++ = (uint32_t)check_between(random, 1 << 26, 1 << 28);
        *at++ = (uint32_t)addend;
    }
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int check(check_random_t *random, int32_t kernel, int32_t width, int32_t stride, int32_t index)
{
    const int is_signed = kernel == 5 || index % 2 != 0;
    const int32_t left = index / 2 % (kernel / 2 + 1);
    const int is_same = index % 3 != 0 && left == kernel / 2 && stride == 1;
    const int32_t most = (width + left - (stride == 2 ? 0 : 1)) / stride;
    const int32_t output_width = is_same || most < 2 ? width : most;
    const int32_t channels = index % 5 == 0 ? check_between(random, 4, CHANNELS) : 4 * check_between(random, 1, 3);
    const int32_t batches = index % 7 == 0 && width <= INPUTS / 2 ? 2 : 1;
    const int32_t height = smaller(check_between(random, 1, 14), INPUTS / width / batches);
    const int32_t top = check_between(random, 0, kernel / 2);
    const int32_t output_height = is_same ? height : (height + top + stride - 1) / stride;
    const adc_depthwise_planes_shape_t *shape = shape_for(kernel, width, output_width, left, stride, is_signed);
    const int32_t most_rows = (4 * PLANES / shape->pitch - kernel + stride) / stride;
    const adc_depthwise_planes_s8_t parameters = {
        .stream = stream, .shape = shape, .batches = batches,
        .input_height = height, .input_width = width, .channels = channels,
        .output_height = output_height, .output_width = output_width,
        .padding_top = is_same ? kernel / 2 : top, .padding_left = left,
        .strip_rows = smaller(check_between(random, 1, output_height + 2), most_rows),
        .input_zero_point = check_between(random, -128, 127),
        .low = index % 11 == 0 ? -50 : -128, .high = index % 11 == 0 ? 60 : 127};
    const int32_t count = batches * output_height * output_width * channels;
    const int32_t words = shape->pitch * (parameters.strip_rows * stride + kernel - stride) / 4 + 2;
    fill_stream(random, channels, kernel, is_signed, index % 13 == 0);
    for (int32_t i = 0; i < PIXELS * CHANNELS; i++) {
        input[i] = index % 13 == 0 ? INT8_MIN : check_int8(random);
    }
    for (int32_t i = 0; i < count; i++) {
        const int32_t pixel = i / channels;
        expected[i] = expected_at(
            &parameters, pixel / output_width / output_height, pixel / output_width % output_height, pixel % output_width, i % channels);
    }
    planes[words] = GUARD;
    int holds;
    if (is_same && channels % 4 == 0 && index % 4 < 3) {
        adc_depthwise_planes_s8(&parameters, input, input, planes);
        holds = memcmp(input, expected, (size_t)count) == 0;
    } else {
        output[count] = GUARD;
        adc_depthwise_planes_s8(&parameters, input, output, planes);
        holds = memcmp(output, expected, (size_t)count) == 0 && output[count] == GUARD;
    }
    return check_failed(holds && planes[words] == GUARD, "depthwise convolution by planes");
}

int check_depthwise_planes(void)
{
    check_random_t random = {31};
    int failures = 0;
    for (int32_t width = 1; width <= SIDE; width += width < 34 ? 1 : width < 62 ? 4 : 10) {
        const int32_t cases = width <= 6 ? 6 : 2;
        for (int32_t index = 0; index < cases; index++) {
            failures += check(&random, 3, width == 1 ? 7 : width, 1, index + cases * width);
            failures += check(&random, 3, width, 2, index + cases * width);
            if (width <= 27) {
                failures += check(&random, 5, width, 1, index + cases * width);
                failures += check(&random, 5, width, 2, index + cases * width);
            }
        }
    }
    return failures;
}
