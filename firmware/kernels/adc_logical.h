/* Any function of two truth values, with broadcasting: LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT, EQUAL, NOT_EQUAL. */
#ifndef ADC_LOGICAL_H
#define ADC_LOGICAL_H

#include <stdint.h>

#include "adc_broadcast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = bit 2 * a + b of the truth table, element by element; a from input0, b from input1. Inputs are true unless 0,
 * outputs 1 or 0. Legal in place of an operand that is not repeated. */
typedef struct adc_logical {
    adc_broadcast_t shape;
    int32_t truth; /* and 8, or 14, equal 9, not equal 6, not (the same tensor twice) 1 */
} adc_logical_t;

void adc_logical(const adc_logical_t *parameters, const uint8_t *input0, const uint8_t *input1, uint8_t *output);

#ifdef __cplusplus
}
#endif

#endif
