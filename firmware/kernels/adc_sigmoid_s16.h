/* LOGISTIC and TANH, int16 to int16, by one table with straight lines in between. */
#ifndef ADC_SIGMOID_S16_H
#define ADC_SIGMOID_S16_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* For i < count; the input is first brought to steps of 1/12288: (input[i] * multiplier + 2^(shift - 1)) >> shift.
 * The output has 15 fraction bits. Bit for bit TensorFlow Lite's. Legal in place. */
typedef struct adc_logistic_s16 {
    int32_t count;
    int32_t multiplier; /* 0 .. 32767 */
    int32_t shift;      /* 0 .. 31 */
} adc_logistic_s16_t;

void adc_logistic_s16(const adc_logistic_s16_t *parameters, const int16_t *input, int16_t *output);

typedef adc_logistic_s16_t adc_tanh_s16_t;

void adc_tanh_s16(const adc_tanh_s16_t *parameters, const int16_t *input, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
