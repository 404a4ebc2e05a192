/* CAST: numbers of one type as numbers of another. */
#ifndef ADC_CAST_H
#define ADC_CAST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_element {
    ADC_FLOAT32,
    ADC_INT8,
    ADC_UINT8,
    ADC_INT16,
    ADC_INT32,
    ADC_INT64,
    ADC_BOOL
} adc_element_t;

/* Integers keep their low bits; a float becomes the int32 that is left without its fraction, the nearest one where it is larger, 0
 * where it is not a number, and then keeps its low bits; bool is 0 or 1. There are no casts between float32 and int64.
 * Input and output must not overlap. */
typedef struct adc_cast {
    int32_t count;
    adc_element_t from;
    adc_element_t to;
} adc_cast_t;

void adc_cast(const adc_cast_t *parameters, const void *input, void *output);

#ifdef __cplusplus
}
#endif

#endif
