#include "adc_resize_nearest_neighbor.h"

#include <string.h>

void adc_resize_nearest_neighbor(const adc_resize_nearest_neighbor_t *parameters, const void *input, void *output)
{
    const uint8_t *image = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    const uint32_t run = (uint32_t)parameters->run;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        for (int32_t y = 0; y < parameters->rows; y++) {
            const uint8_t *const row = image + parameters->row_offsets[y];
            for (int32_t x = 0; x < parameters->columns; x++) {
                (void)memcpy(to, row + parameters->column_offsets[x], run);
                to += run;
            }
        }
        image += parameters->image;
    }
}
