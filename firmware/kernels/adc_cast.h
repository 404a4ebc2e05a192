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

/* Integers keep their low bits; of a float the fraction is dropped, and the nearest number of the type taken where there is no such
 * number, 0 for one that is not a number; bool is 0 or 1. There are no casts between float32 and int64.
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
