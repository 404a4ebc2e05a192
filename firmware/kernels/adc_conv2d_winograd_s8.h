/* CONV_2D, int8 to int8, of 3 x 3 taps with stride 1: by the minimal filtering F(2 x 2, 3 x 3) in whole numbers, exactly.
 *
 * Sixteen products make four outputs, instead of 36. Inputs and weights are transformed so that nothing is divided
 * (S. Winograd, Arithmetic Complexity of Computations, 1980; A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural
 * Networks, 2016). The inner loops of the M33 are in adc_conv2d_winograd_tile_m33.S. */
#ifndef ADC_CONV2D_WINOGRAD_S8_H
#define ADC_CONV2D_WINOGRAD_S8_H

#include <stdint.h>

#include "adc_conv2d_winograd_tile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* With v = scale * (bias + sum of products of an output channel), computed modulo 2^32:
 *
 *   output = clamp(saturate to int8((C + floor(v * multiplier / 2^32)) >> shift)),   C = addend or addend_negative
 *
 * That much is exact. The compiler chooses constants that make it equal the model's requantization, and makes sure that
 * v fits 32 bits for every input. scale is 4 * 2^k, with the largest k that leaves all transformed weights 16 bits. The bias
 * holds the input zero point (bias - zero point * sum of weights); the padding holds the zero point.
 *
 * input is int8 [batches, input_height, input_width, input_channels], output is int8 [batches, output_height, output_width,
 * output_channels]: input_channels a multiple of 16, output_channels even, output_height even, output_width a multiple of 8.
 *
 * The transformed weights of a channel are 2^k * G w G' with the rows (2, 0, 0), (1, 1, 1), (1, -1, 1), (0, 0, 2) of G, at
 * sixteen positions, row by row. Stream, in 32-bit words, for each two output channels A and B:
 *   for each position, for each four input channels c: A of c and c + 2, B of them, A of c + 1 and c + 3, B of them
 *   scale * biasA, scale * biasB
 *   multiplier, addend of A, the same of B; two-sided: multiplier, addend, addend_negative of A, the same of B
 *
 * scratch, in 32-bit words: 32 * input_channels, then four rows of strip_pitch bytes. */
typedef struct adc_conv2d_winograd_s8 {
    const uint32_t *stream;
    adc_winograd_channels_t *channels; /* the one for input_channels and is_two_sided */
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t input_channels;
    int32_t output_height;
    int32_t output_width;
    int32_t output_channels;
    int32_t padding_top;
    int32_t padding_left;
    int32_t strip_pitch;      /* bytes of output_width + 2 positions of the input */
    int32_t input_zero_point;
    int32_t shift;            /* 0 .. 31 */
    int32_t is_two_sided;     /* addend_negative where v < 0 */
    int32_t low;              /* -128 <= low <= high <= 127 */
    int32_t high;
} adc_conv2d_winograd_s8_t;

void adc_conv2d_winograd_s8(const adc_conv2d_winograd_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch);

#ifdef __cplusplus
}
#endif

#endif
