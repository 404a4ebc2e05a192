/* LOG_SOFTMAX along the last axis, int8 to int8, in TensorFlow Lite's floats. */
#ifndef ADC_LOG_SOFTMAX_S8_FLOAT_H
#define ADC_LOG_SOFTMAX_S8_FLOAT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Input and output are int8 [rows, columns]; legal in place; columns >= 1. Output scale 1/16, zero point 127.
 *
 *   sum    = exp_table[row's largest - input] added in order of the columns, from 0, in float32
 *   output = clamp(round(input * steps - (input_scale * largest + ln(sum)) * 16) + 127)            ties to even
 *
 * ln comes from the C library in double and is rounded to float32. */
typedef struct adc_log_softmax_s8_float {
    int32_t rows;
    int32_t columns;
    const float *exp_table; /* [256]: expf(-input_scale * d); 1 for d = 0 */
    float input_scale;
    float steps;            /* input_scale * 16 */
} adc_log_softmax_s8_float_t;

void adc_log_softmax_s8_float(const adc_log_softmax_s8_float_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
