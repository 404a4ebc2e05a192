/* LOG_SOFTMAX along the last axis, int8 to int8, in TensorFlow Lite Micro's integers. */
#ifndef ADC_LOG_SOFTMAX_S8_H
#define ADC_LOG_SOFTMAX_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Input and output are int8 [rows, columns]; legal in place; 1 <= columns <= 4095. Output scale 1/16, zero point 127.
 *
 *   d      = input - row's largest
 *   sum    = sum over the row of exp_table[-d], each rounded to 12 integer and 19 fraction bits
 *   output = clamp(round((d * scale - ln(sum)) * 16) + 127)                                        in 5 integer bits */
typedef struct adc_log_softmax_s8 {
    int32_t rows;
    int32_t columns;
    const int32_t *exp_table; /* [256]: exp(-d * scale) in 31 fraction bits, 2^31 - 1 for d = 0; 0 where it is left out */
    int32_t multiplier;         /* from d to 5 integer bits, as in adc_requantize.h */
    int32_t shift;
    int32_t reverse_multiplier; /* from 5 integer bits to d */
    int32_t reverse_shift;
    int32_t least_difference;   /* the least d that is representable in 5 integer bits; negative */
} adc_log_softmax_s8_t;

void adc_log_softmax_s8(const adc_log_softmax_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
