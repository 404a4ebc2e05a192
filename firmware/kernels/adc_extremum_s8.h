/* MAXIMUM and MINIMUM of int8 operands with one quantization, with broadcasting. */
#ifndef ADC_EXTREMUM_S8_H
#define ADC_EXTREMUM_S8_H

#include <stdint.h>

#include "adc_broadcast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = the greater of two elements, or the lesser. Legal in place of an operand that is not repeated. */
typedef struct adc_extremum_s8 {
    adc_broadcast_t shape;
    int32_t greatest; /* 1 for the greater, 0 for the lesser */
} adc_extremum_s8_t;

void adc_extremum_s8(const adc_extremum_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
