#include "adc_arg.h"

#include <string.h>

/* The lower bytes of an index come first. */
static uint8_t *store_index(uint8_t *to, int64_t index, int32_t bytes)
{
    (void)memcpy(to, &index, (uint32_t)bytes);
    return to + bytes;
}

void adc_arg_s8(const adc_arg_s8_t *parameters, const int8_t *input, void *output)
{
    uint8_t *to = (uint8_t *)output;
    const int32_t inner = parameters->inner;
    const int32_t sign = parameters->largest != 0 ? 1 : -1;
    for (int32_t outer = 0; outer < parameters->outer; outer++) {
        for (int32_t start = 0; start < inner; start++) {
            const int8_t *from = input + start;
            int32_t best = 0;
            int32_t most = *from * sign;
            for (int32_t i = 1; i < parameters->extent; i++) {
                from += inner;
                const int32_t candidate = *from * sign;
                if (candidate > most) {
                    most = candidate;
                    best = i;
                }
            }
            to = store_index(to, best, parameters->index_bytes);
        }
        input += parameters->extent * inner;
    }
}

void adc_arg_f32(const adc_arg_f32_t *parameters, const float *input, void *output)
{
    uint8_t *to = (uint8_t *)output;
    const int32_t inner = parameters->inner;
    for (int32_t outer = 0; outer < parameters->outer; outer++) {
        for (int32_t start = 0; start < inner; start++) {
            const float *from = input + start;
            int32_t best = 0;
            float extreme = *from;
            for (int32_t i = 1; i < parameters->extent; i++) {
                from += inner;
                if (parameters->largest != 0 ? *from > extreme : *from < extreme) {
                    extreme = *from;
                    best = i;
                }
            }
            to = store_index(to, best, parameters->index_bytes);
        }
        input += parameters->extent * inner;
    }
}
