/* Any function of one int8 element, as a table: LOGISTIC, TANH, requantization and the like. */
#ifndef ADC_LOOKUP_S8_H
#define ADC_LOOKUP_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output[i] = table[input[i] + 128], for i < count. Legal in place. */
typedef struct adc_lookup_s8 {
    int32_t count;
    const int8_t *table; /* [256] */
} adc_lookup_s8_t;

void adc_lookup_s8(const adc_lookup_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
