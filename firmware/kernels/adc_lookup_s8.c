#include "adc_lookup_s8.h"

void adc_lookup_s8(const adc_lookup_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int8_t *const zero = parameters->table + 128;
    const int8_t *const end = input + parameters->count;
    while (input != end) {
        *output++ = zero[*input++];
    }
}
