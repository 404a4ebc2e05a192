#include "adc_cast.h"

#include <string.h>

static uint32_t element_size(adc_element_t type)
{
    switch (type) {
    case ADC_INT16:
        return 2u;
    case ADC_FLOAT32:
    case ADC_INT32:
        return 4u;
    case ADC_INT64:
        return 8u;
    case ADC_INT8:
    case ADC_UINT8:
    case ADC_BOOL:
    default:
        return 1u;
    }
}

/* The lower bytes of a number come first, so that a narrow one only lacks its sign. */
static int64_t load_number(adc_element_t type, const uint8_t *from)
{
    int16_t half;
    int32_t word;
    int64_t wide;
    switch (type) {
    case ADC_INT8:
        return *(const int8_t *)from;
    case ADC_INT16:
        (void)memcpy(&half, from, sizeof half);
        return half;
    case ADC_INT32:
        (void)memcpy(&word, from, sizeof word);
        return word;
    case ADC_INT64:
        (void)memcpy(&wide, from, sizeof wide);
        return wide;
    case ADC_BOOL:
        return *from != 0u;
    case ADC_UINT8:
    case ADC_FLOAT32:
    default:
        return *from;
    }
}

static int32_t truncate_real(float real)
{
    if (real <= (float)INT32_MIN) {
        return INT32_MIN;
    }
    if (real >= (float)INT32_MAX) {
        return INT32_MAX;
    }
    return real != real ? 0 : (int32_t)real;
}

static int32_t truth_of_real(float real)
{
    return real < 0.0f || real > 0.0f || real != real;
}

void adc_cast(const adc_cast_t *parameters, const void *input, void *output)
{
    const uint8_t *from = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    const uint32_t from_size = element_size(parameters->from);
    const uint32_t to_size = element_size(parameters->to);
    for (int32_t i = 0; i < parameters->count; i++) {
        if (parameters->from == parameters->to && parameters->to != ADC_BOOL) {
            (void)memcpy(to, from, to_size);
        } else if (parameters->to == ADC_FLOAT32) {
            const float real = (float)(int32_t)load_number(parameters->from, from);
            (void)memcpy(to, &real, to_size);
        } else {
            float real;
            int64_t number;
            if (parameters->from == ADC_FLOAT32) {
                (void)memcpy(&real, from, sizeof real);
                number = parameters->to == ADC_BOOL ? truth_of_real(real) : truncate_real(real);
            } else {
                number = load_number(parameters->from, from);
                number = parameters->to == ADC_BOOL ? number != 0 : number;
            }
            (void)memcpy(to, &number, to_size);
        }
        from += from_size;
        to += to_size;
    }
}
