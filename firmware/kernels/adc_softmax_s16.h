/* SOFTMAX along the last axis, int16 to int16, by two tables with straight lines in between. */
#ifndef ADC_SOFTMAX_S16_H
#define ADC_SOFTMAX_S16_H

#include <stdint.h>
#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Input and output are int16 [rows, columns]; legal in place; 1 <= columns <= 65536. Output scale 1/32768, zero point 0.
 *
 *   d      = requantize(input - row's largest), in steps of 10/65535; below -65535 it stays there
 *   exp    = exp_table at d + 32767
 *   1/sum  = reciprocal_table at the sum's 16 bits behind its leading one
 *   output = exp / sum, ties up
 *
 * Both tables sample their function at x = -32768, -32640 .. 32640 and once more, in 15 fraction bits. */
typedef struct adc_softmax_s16 {
    int32_t rows;
    int32_t columns;
    int32_t multiplier; /* of d, as in adc_requantize.h */
    int32_t shift;
    adc_rounding_t rounding;
    const int16_t *exp_table;        /* [513]: exp of -10 .. 0 */
    const int16_t *reciprocal_table; /* [513]: 1 / (1 + 0 .. 1) */
} adc_softmax_s16_t;

void adc_softmax_s16(const adc_softmax_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
