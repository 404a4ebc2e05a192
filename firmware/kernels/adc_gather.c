#include "adc_gather.h"

#include <string.h>

void adc_gather(const adc_gather_t *parameters, const void *input0, const int32_t *input1, void *output)
{
    const uint8_t *from = (const uint8_t *)input0;
    const int32_t *indices = input1;
    uint8_t *to = (uint8_t *)output;
    const int32_t last = parameters->extent - 1;
    const int32_t run = parameters->run;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t outer = 0; outer < parameters->outer; outer++) {
            for (int32_t i = 0; i < parameters->count; i++) {
                const int32_t asked = indices[i];
                const int32_t index = asked < 0 ? 0 : asked > last ? last : asked;
                (void)memcpy(to, from + index * run, (uint32_t)run);
                to += run;
            }
            from += parameters->extent * run;
        }
        indices += parameters->count;
    }
}
