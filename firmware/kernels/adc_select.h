/* SELECT: elements of one input where a condition holds, of another elsewhere, with broadcasting. */
#ifndef ADC_SELECT_H
#define ADC_SELECT_H

#include <stdint.h>

#include "adc_broadcast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = input2 ? input0 : input1, element by element. The condition holds unless it is 0. Legal in place of an operand
 * that is not repeated; of the condition only where the data are bytes. */
typedef struct adc_select {
    adc_broadcast_t shape;
    int32_t element_size; /* of the data, in bytes: 1, 2, 4 or 8 */
} adc_select_t;

void adc_select(const adc_select_t *parameters, const void *input0, const void *input1, const uint8_t *input2,
                void *output);

#ifdef __cplusplus
}
#endif

#endif
