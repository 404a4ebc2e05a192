/* DEPTHWISE_CONV_2D, int8 to int8, one output to a channel, kernels of up to 5 by 5: by planes of one channel.
 *
 * Four channels at a time are widened and sorted into planes of int16 with a border around them. Then one channel after
 * the other runs over its plane, up to 3 by 3 with all weights in registers. The M33 bodies are in adc_depthwise_planes_s8_m33.S. */
#ifndef ADC_DEPTHWISE_PLANES_S8_H
#define ADC_DEPTHWISE_PLANES_S8_H

#include <stdint.h>

#include "adc_depthwise_widen.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Right shift of all requantized sums. */
enum { ADC_DEPTHWISE_PLANES_SHIFT = 13 };

/* Rows of the output of four channels. */
typedef struct adc_depthwise_planes_strip {
    const uint32_t *planes; /* row under the first row of taps */
    int8_t *output;         /* first of the four channels of the first pixel */
    const uint32_t *stream; /* of the first of the four channels */
    int32_t rows;           /* at least 1 */
    int32_t width;
    int32_t step;           /* bytes from one pixel to the next */
} adc_depthwise_planes_strip_t;

/* What the bodies differ in. */
typedef struct adc_depthwise_planes_shape adc_depthwise_planes_shape_t;
struct adc_depthwise_planes_shape {
    int32_t pitch;  /* bytes of a row of planes */
    int32_t stride; /* 1 or 2, in both directions */
    int32_t kernel; /* 3 or 5, in both directions */
    int32_t is_signed;
    void (*widen)(const adc_depthwise_planes_rows_t *rows, int32_t pitch);
    void (*convolve)(const adc_depthwise_planes_strip_t *strip, const adc_depthwise_planes_shape_t *shape);
};

/* Named by pitch and stride; _odd: for an odd output width, else for an even one; _signed: negative sums have an addend
 * of their own. The border and the image's columns must fit pitch / 8, as must (output width - 1) * stride + 3; with a
 * pitch of 256 and stride 1 or of 512 and more the output is at least 2 wide. */
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x1_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x1_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x1_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x1_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x1_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_64x2_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_128x2_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_256x2_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_512x2_odd_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_odd;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_signed;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_992x2_odd_signed;

/* For 5 by 5, all signed, for any width; as above with 5 for 3. */
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_64x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_128x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_256x1;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_64x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_128x2;
extern const adc_depthwise_planes_shape_t adc_depthwise_planes_large_256x2;

/* output[b][y][x][c] = clamp(saturate8((addend + (v * multiplier >> 32)) >> ADC_DEPTHWISE_PLANES_SHIFT))
 * with v = start[c] + sum over ky, kx < kernel of 256 * taps[ky][kx][c] * input[b][y * stride - padding_top + ky][...][c]
 *
 * and the zero point where that lies outside the image. v wraps modulo 2^32. input is int8 [batches, input_height,
 * input_width, channels], output is int8 [batches, output_height, output_width, channels].
 *
 * stream: for each channel six words of taps (w00 w01)(w01 w02)(w10 w11)... as int16 pairs, the first below, and for a
 * kernel of 5 twenty, (w00 w01)(w02 w03)(w01 w02)(w03 w04)(w10 w11)...; then start,
 * multiplier and addend, or, where the shape is signed, the addend of v < 0, start, multiplier and the addend of v >= 0.
 *
 * The output may lie over the input, at the same address, when both have the same shape and channels is a multiple of
 * four. Other numbers of channels, but at least four, compute some of the last four twice.
 *
 * scratch: pitch * (strip_rows * stride + kernel - stride) + 8 bytes. */
typedef struct adc_depthwise_planes_s8 {
    const uint32_t *stream;
    const adc_depthwise_planes_shape_t *shape;
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t channels;         /* at least 4 */
    int32_t output_height;
    int32_t output_width;
    int32_t padding_top;      /* 0 .. kernel / 2, as padding_left */
    int32_t padding_left;
    int32_t strip_rows;       /* rows of the output for which the planes have room; at least 1 */
    int32_t input_zero_point; /* -128 .. 127 */
    int32_t low;              /* -128 <= low <= high <= 127 */
    int32_t high;
} adc_depthwise_planes_s8_t;

void adc_depthwise_planes_s8(const adc_depthwise_planes_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch);

#ifdef __cplusplus
}
#endif

#endif
