/* CONV_2D, int8 to int8, in tiles of four output positions and two output channels.
 *
 * Both channels' weights come in one load. The inner loop of the M33, 12 instructions for 16 multiply-adds (11 with wide
 * weights), is in adc_conv2d_tiles_s8_m33.S. */
#ifndef ADC_CONV2D_TILES_S8_H
#define ADC_CONV2D_TILES_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* With v = 256 * (bias + sum of products of an output channel), computed modulo 2^32:
 *
 *   output = clamp(saturate to int8((C + floor(v * multiplier / 2^32)) >> shift)),   C = addend or addend_negative
 *
 * That much is exact. The compiler chooses constants that make it equal the model's requantization, and makes sure that
 * |bias + sum of products| < 2^23 for every input, and that C + floor(...) fits 32 bits. The bias holds the input zero
 * point (bias - zero point * sum of weights); the padding holds the zero point.
 *
 * input is int8 [batches, input_height, input_width, input_channels], output is int8 [batches, output_height, output_width,
 * output_channels], of two channels or more. A sum runs over the taps in this order: kernel rows one after the other, of
 * each the whole fours of its kernel_width * input_channels values; then the values left over, again row by row, filled up
 * with zero weights to a multiple of four.
 *
 * Stream, in 32-bit words, for two output channels A and B after each other; with an odd number the last two are the last
 * channel but one, again, and the last:
 *   packed: 256 * biasA + biasB and biasB
 *           for each four taps t: lanes 256 * A + B of t and t + 2, lanes of t + 1 and t + 3
 *   wide:   256 * biasA and 256 * biasB
 *           for each four taps t: 256 * A of t and t + 2, 256 * B of t and t + 2, 256 * A of t + 1 and t + 3, 256 * B of them
 *   both:   multiplier, addend of A, the same of B; two-sided: multiplier, addend, addend_negative of A, the same of B
 *
 * scratch, in 32-bit words, 4-byte aligned: 8 for each four taps; 4 for each four left-over ones; then, where
 * strip_rows > 0, room for the input rows of so many output rows, each of strip_pitch bytes.
 *
 * Where strip_rows is 0 the input is read where it lies: no tap is beyond an edge. The output may then start where the input
 * does if the kernel has one tap, the strides are 1 and the height 1 (of a map that is one row of positions), and is_backward
 * tells whether a position has more outputs than inputs. */
typedef struct adc_conv2d_tiles_s8 {
    const uint32_t *stream;
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t input_channels;
    int32_t output_height;
    int32_t output_width;
    int32_t output_channels;
    int32_t kernel_height;
    int32_t kernel_width;
    int32_t stride_y;
    int32_t stride_x;
    int32_t dilation_y;
    int32_t padding_top;
    int32_t padding_left;
    int32_t strip_rows;       /* output rows computed from one filling of the strip */
    int32_t strip_pitch;      /* bytes of a row of the strip, a multiple of four: the columns that the kernels touch */
    int32_t is_backward;      /* positions from the last to the first */
    int32_t input_zero_point;
    int32_t shift;            /* 0 .. 31 */
    int32_t is_two_sided;     /* addend_negative where v < 0 */
    int32_t low;              /* -128 <= low <= high <= 127 */
    int32_t high;
} adc_conv2d_tiles_s8_t;

typedef adc_conv2d_tiles_s8_t adc_conv2d_tiles_wide_s8_t;

void adc_conv2d_tiles_s8(const adc_conv2d_tiles_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch);

void adc_conv2d_tiles_wide_s8(const adc_conv2d_tiles_wide_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch);

#ifdef __cplusplus
}
#endif

#endif
