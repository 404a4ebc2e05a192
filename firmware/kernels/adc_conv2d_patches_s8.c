#include "adc_conv2d_patches_s8.h"

#include "adc_clamp_s8.h"

/* Lanes of both positions, four elements each: even and odd elements of the first, then of the second. */
enum { PATCH_STEP = 4 };

static int8_t *patch_fill(int8_t *target, int32_t value, int32_t count)
{
    const uint32_t word = (uint32_t)(uint8_t)value * 0x01010101u;
    int8_t *const end = target + count;
    while (end - target >= 4) {
        adc_store_word(target, word);
        target += 4;
    }
    while (target != end) {
        *target++ = (int8_t)value;
    }
    return end;
}

static int8_t *patch_copy(int8_t *target, const int8_t *source, int32_t count)
{
    int8_t *const end = target + count;
    while (end - target >= 4) {
        adc_store_word(target, adc_load_word(source));
        target += 4;
        source += 4;
    }
    while (target != end) {
        *target++ = *source++;
    }
    return end;
}

/* The inputs under the kernel whose first tap is at (top, left), in the order of the weights. */
static void patch_gather(const adc_conv2d_patches_s8_t *p, const int8_t *image, int32_t top, int32_t left, int8_t *patch)
{
    const int32_t depth = p->depth;
    const int32_t zero_point = p->input_zero_point;
    const int32_t kernel_width = p->kernel_width;
    const int32_t room = p->input_width - left;
    const int32_t first = left >= 0 ? 0 : -left < kernel_width ? -left : kernel_width;
    const int32_t end = room < first ? first : room < kernel_width ? room : kernel_width;
    const int32_t is_run = p->dilation_x == 1 && depth == p->input_channels;
    for (int32_t ky = 0; ky < p->kernel_height; ky++) {
        const int32_t y = top + ky * p->dilation_y;
        if (y < 0 || y >= p->input_height) {
            patch = patch_fill(patch, zero_point, kernel_width * depth);
        } else if (is_run != 0) {
            patch = patch_fill(patch, zero_point, first * depth);
            patch = patch_copy(patch, image + (y * p->input_width + left + first) * depth, (end - first) * depth);
            patch = patch_fill(patch, zero_point, (kernel_width - end) * depth);
        } else {
            for (int32_t kx = 0; kx < kernel_width; kx++) {
                const int32_t x = left + kx * p->dilation_x;
                patch = x < 0 || x >= p->input_width
                    ? patch_fill(patch, zero_point, depth)
                    : patch_copy(patch, image + (y * p->input_width + x) * p->input_channels, depth);
            }
        }
    }
}

static void patch_widen(uint32_t *lanes, const int8_t *patch, int32_t words)
{
    for (; words > 0; words--) {
        const uint32_t bytes = adc_load_word(patch);
        lanes[0] = adc_sxtb16(bytes);
        lanes[1] = adc_sxtb16_ror8(bytes);
        lanes += PATCH_STEP;
        patch += 4;
    }
}

/* What one output channel holds at both positions. */
typedef struct patch_sums {
    int32_t first;
    int32_t second;
} patch_sums_t;

/* Adds the products of two rows of weights, side by side, with both positions. */
static __attribute__((noinline)) void patch_multiply(
    const uint32_t *lanes, const uint32_t *lanes_end, const int8_t *weights, patch_sums_t sums[2])
{
    int32_t a0 = sums[0].first;
    int32_t a1 = a0;
    int32_t b0 = sums[1].first;
    int32_t b1 = b0;
#if defined(__ARM_FEATURE_DSP)
    /* Written out, as compilers load too early and then lack registers: 18 instructions for 16 products. */
    uint32_t even0, odd0, even1, odd1, bytes, even;
    __asm__ volatile(
        "1:\n\t"
        "ldrd   %[even0], %[odd0], [%[x]], #8\n\t"
        "ldrd   %[even1], %[odd1], [%[x]], #8\n\t"
        "ldr    %[bytes], [%[w]], #4\n\t"
        "sxtb16 %[even], %[bytes]\n\t"
        "smlad  %[a0], %[even], %[even0], %[a0]\n\t"
        "smlad  %[a1], %[even], %[even1], %[a1]\n\t"
        "sxtb16 %[even], %[bytes], ror #8\n\t"
        "smlad  %[a0], %[even], %[odd0], %[a0]\n\t"
        "smlad  %[a1], %[even], %[odd1], %[a1]\n\t"
        "ldr    %[bytes], [%[w]], #4\n\t"
        "sxtb16 %[even], %[bytes]\n\t"
        "smlad  %[b0], %[even], %[even0], %[b0]\n\t"
        "smlad  %[b1], %[even], %[even1], %[b1]\n\t"
        "sxtb16 %[even], %[bytes], ror #8\n\t"
        "smlad  %[b0], %[even], %[odd0], %[b0]\n\t"
        "smlad  %[b1], %[even], %[odd1], %[b1]\n\t"
        "cmp    %[x], %[end]\n\t"
        "bne    1b"
        : [a0] "+r"(a0), [a1] "+r"(a1), [b0] "+r"(b0), [b1] "+r"(b1), [x] "+r"(lanes), [w] "+r"(weights),
          [even0] "=&r"(even0), [odd0] "=&r"(odd0), [even1] "=&r"(even1), [odd1] "=&r"(odd1), [bytes] "=&r"(bytes), [even] "=&r"(even)
        : [end] "r"(lanes_end)
        : "cc", "memory");
#else
    for (; lanes != lanes_end; lanes += PATCH_STEP) {
        const uint32_t bytes_a = adc_load_word(weights);
        const uint32_t bytes_b = adc_load_word(weights + 4);
        weights += 8;
        a0 = adc_smlad(adc_sxtb16_ror8(bytes_a), lanes[1], adc_smlad(adc_sxtb16(bytes_a), lanes[0], a0));
        a1 = adc_smlad(adc_sxtb16_ror8(bytes_a), lanes[3], adc_smlad(adc_sxtb16(bytes_a), lanes[2], a1));
        b0 = adc_smlad(adc_sxtb16_ror8(bytes_b), lanes[1], adc_smlad(adc_sxtb16(bytes_b), lanes[0], b0));
        b1 = adc_smlad(adc_sxtb16_ror8(bytes_b), lanes[3], adc_smlad(adc_sxtb16(bytes_b), lanes[2], b1));
    }
#endif
    sums[0].first = a0;
    sums[0].second = a1;
    sums[1].first = b0;
    sums[1].second = b1;
}

/* The output channels of one group at two positions, which may be the same; without the clamp. */
static void patch_channels(
    const adc_conv2d_patches_s8_t *p, const uint32_t *lanes, const uint32_t *lanes_end,
    const int8_t *weights, const adc_conv2d_channel_t *channels, int8_t *output0, int8_t *output1)
{
    const int32_t pair_size = 8 * (int32_t)((lanes_end - lanes) / PATCH_STEP);
    const int32_t zero_point = p->output_zero_point;
    const int32_t left = p->left;
    const adc_high_rounding_t rounding = p->rounding;
    for (int32_t rest = p->group_outputs; rest > 0; rest -= 2) {
        /* Beside the last of an odd number lie zeros; its own results are stored over theirs. */
        const int32_t other = rest > 1 ? 1 : 0;
        const adc_conv2d_channel_t *const a = channels;
        const adc_conv2d_channel_t *const b = channels + other;
        patch_sums_t sums[2] = {{a->bias, 0}, {b->bias, 0}};
        patch_multiply(lanes, lanes_end, weights, sums);
        const int32_t a1 = adc_requantize_high(sums[0].second, a->multiplier, left, a->shift, rounding);
        const int32_t b1 = adc_requantize_high(sums[1].second, b->multiplier, left, b->shift, rounding);
        const int32_t a0 = adc_requantize_high(sums[0].first, a->multiplier, left, a->shift, rounding);
        const int32_t b0 = adc_requantize_high(sums[1].first, b->multiplier, left, b->shift, rounding);
        output1[other] = (int8_t)adc_ssat8(zero_point + b1);
        output1[0] = (int8_t)adc_ssat8(zero_point + a1);
        output0[other] = (int8_t)adc_ssat8(zero_point + b0);
        output0[0] = (int8_t)adc_ssat8(zero_point + a0);
        output0 += 2;
        output1 += 2;
        channels += 2;
        weights += pair_size;
    }
}

/* One group of channels over one image. */
static void patch_convolve(
    const adc_conv2d_patches_s8_t *p, const int8_t *image, const int8_t *weights, const adc_conv2d_channel_t *channels,
    int8_t *output, uint32_t *scratch)
{
    const int32_t size = p->kernel_height * p->kernel_width * p->depth;
    const int32_t words = (size + 3) / 4;
    /* A single tap never lies in the padding: it is read where it is, if it fills whole words. */
    const int32_t is_in_place = size == p->depth && size % 4 == 0;
    uint32_t *const lanes_end = scratch + PATCH_STEP * words;
    int8_t *const patch = (int8_t *)(void *)lanes_end;
    const int32_t positions = p->output_height * p->output_width;
    int32_t x = 0;
    int32_t top = -p->padding_top;
    (void)patch_fill(patch + 4 * (words - 1), 0, 4);
    for (int32_t position = 0; position < positions; position++) {
        const int32_t left = x * p->stride_x - p->padding_left;
        const int32_t second = position & 1;
        if (is_in_place != 0) {
            patch_widen(scratch + 2 * second, image + (top * p->input_width + left) * p->input_channels, words);
        } else {
            patch_gather(p, image, top, left, patch);
            patch_widen(scratch + 2 * second, patch, words);
        }
        x++;
        if (x == p->output_width) {
            x = 0;
            top += p->stride_y;
        }
        if (second != 0 || position + 1 == positions) {
            /* The last of an odd number is computed alone: beside it a stale one, which it overwrites. */
            int8_t *const output1 = output + second * p->output_channels;
            patch_channels(p, scratch, lanes_end, weights, channels, output, output1);
            output = output1 + p->output_channels;
        }
    }
}

void adc_conv2d_patches_s8(const adc_conv2d_patches_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    const adc_conv2d_patches_s8_t *p = parameters;
    const int32_t words = (p->kernel_height * p->kernel_width * p->depth + 3) / 4;
    const int32_t group_size = (p->group_outputs + 1) / 2 * 8 * words;
    const int32_t output_size = p->output_height * p->output_width * p->output_channels;
    for (int32_t batch = 0; batch < p->batches; batch++) {
        const int8_t *image = input;
        const int8_t *weights = p->weights;
        const adc_conv2d_channel_t *channels = (const adc_conv2d_channel_t *)(const void *)p->channels;
        for (int32_t first = 0; first < p->output_channels; first += p->group_outputs) {
            patch_convolve(p, image, weights, channels, output + first, scratch);
            image += p->depth;
            weights += group_size;
            channels += p->group_outputs;
        }
        adc_clamp_s8(output, output_size, p->low, p->high);
        input += p->input_height * p->input_width * p->input_channels;
        output += output_size;
    }
}
