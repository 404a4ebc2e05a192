/* SOFTMAX along the last axis, int8 to int8: in TensorFlow Lite Micro's integers, or in TensorFlow Lite's floats. */
#ifndef ADC_SOFTMAX_S8_H
#define ADC_SOFTMAX_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Both kernels: input and output are int8 [rows, columns]; legal in place; columns >= 1.
 * d below is the row's largest input minus the element, 0 .. 255. */

/* The integer softmax, bit for bit. Output scale 1/256, zero point -128.
 *
 *   sum    = sum over the row of exp_table[d], each rounded to 12 integer and 19 fraction bits (ties away from zero)
 *   1/sum  by three Newton-Raphson steps, from 48/17 - 32/17 x on the sum scaled to 0.5 .. 1
 *   output = clamp(round(exp_table[d] / sum * 256) - 128)
 *
 * columns <= 4095: the sum has twelve integer bits. From a sum of 512 on, where the reference would shift by more than
 * 31 bits, every probability is below half a step and the output is -128. */
typedef struct adc_softmax_s8 {
    int32_t rows;
    int32_t columns;
    const int32_t *exp_table; /* [256]: exp(-d * scale * beta) in 31 fraction bits, 2^31 - 1 for d = 0; 0 where the
                                 reference skips the element */
} adc_softmax_s8_t;

void adc_softmax_s8(const adc_softmax_s8_t *parameters, const int8_t *input, int8_t *output);

/* The softmax of the host's int8 kernel (2.9), bit for bit where float32 is IEEE and products and sums are not fused.
 *
 *   sum     = exp_table[d] added in order of the columns, from 0, in float32
 *   inverse = 1 / (sum * output_scale)
 *   output  = clamp(round(exp_table[d] * inverse) + output_zero_point)       ties away from zero
 */
typedef struct adc_softmax_s8_float {
    int32_t rows;
    int32_t columns;
    const float *exp_table; /* [256]: expf(-scale * beta * d); 1 for d = 0 */
    float output_scale;
    int32_t output_zero_point; /* -128 .. 127 */
} adc_softmax_s8_float_t;

void adc_softmax_s8_float(const adc_softmax_s8_float_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
