/* FULLY_CONNECTED on int8-ranged int16 activations with packed weights: two output rows in each 16-bit lane.
 *
 * A weight lane holds 256 * A + B. With the raw words SMLAD gives 256 * sumA + sumB, with SXTB16 of them sumB alone;
 * the difference is 256 * sumA. The M33 body is adc_fully_connected_packed_m33.S. */
#ifndef ADC_FULLY_CONNECTED_PACKED_H
#define ADC_FULLY_CONNECTED_PACKED_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_fully_connected_packed_mode {
    ADC_PACKED_ONE_SIDED = 0,  /* addend for every sum */
    ADC_PACKED_TWO_SIDED = 1,  /* addend for sums >= 0, addend_negative for sums < 0 */
    ADC_PACKED_PER_CHANNEL = 2 /* two-sided, with multiplier and addends of each row from the stream */
} adc_fully_connected_packed_mode_t;

/* With v = 256 * (bias + sum of products of a row), computed modulo 2^32:
 *
 *   output = clamp(saturate to int8((C + floor(v * multiplier / 2^32)) >> shift)),   C = addend or addend_negative
 *
 * That much is exact. The compiler chooses constants that make it equal the model's requantization, and makes sure that
 *   - |bias + sum of products| < 2^23 for every row and every input, so that v fits 32 bits (partial sums may wrap),
 *   - a lane holds 256 * A + B: A = -128 excludes B < 0,
 *   - C + floor(v * multiplier / 2^32) fits 32 bits.
 *
 * Stream, in 32-bit words. For each block of the rows r .. r+7, with A_k = row r + 2k, B_k = row r + 2k + 1:
 *   4 words  k = 0..3: 256 * biasA_k + biasB_k, modulo 2^32
 *   4 words  k = 0..3: biasB_k
 *   for each two columns c, c + 1:
 *     4 words  k = 0..3: low half 256 * A_k[c] + B_k[c], high half the same of c + 1
 *   mode 2 only:
 *     24 words  k = 0..3: multiplier, addend, addend_negative of A_k, the same of B_k
 * then for each remaining pair of rows the same with k = 0 alone: 2 words, one word for each two columns, 6 words.
 * Missing columns and a missing last row are zero. The bias holds the input zero point: bias - zero point * sum of weights.
 *
 * input is [batches] rows of 4 * column_quads elements (those beyond the columns may be anything), output is [batches]
 * rows of 8 * blocks + 2 * pairs elements (a padding row's element is written too). stream, input and output are
 * 4-byte aligned. Input and output must not overlap. */
typedef struct adc_fully_connected_packed {
    const uint32_t *stream;
    int32_t column_quads;    /* columns in fours, rounded up; at least 1 */
    int32_t blocks;          /* of eight rows; may be 0 */
    int32_t pairs;           /* of rows after the blocks; may be 0 */
    int32_t batches;
    int32_t input_stride;    /* elements from one batch to the next, even */
    int32_t output_stride;   /* likewise */
    int32_t multiplier;
    int32_t addend;
    int32_t addend_negative;
    int32_t shift;           /* 0 .. 31 */
    int32_t mode;            /* adc_fully_connected_packed_mode_t */
    int32_t low;             /* -128 and 127: saturation is clamp enough */
    int32_t high;
} adc_fully_connected_packed_t;

void adc_fully_connected_packed(const adc_fully_connected_packed_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
