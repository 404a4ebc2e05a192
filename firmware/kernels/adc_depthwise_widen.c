#include "adc_depthwise_widen.h"

#if defined(__ARM_FEATURE_DSP)

#include <stddef.h>

#if __STDC_VERSION__ >= 201112L
_Static_assert(offsetof(adc_depthwise_planes_rows_t, planes) == 4, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_rows_t, rows) == 8, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_rows_t, width) == 12, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_rows_t, step) == 16, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_rows_t, has_left) == 20, "known to the assembly");
_Static_assert(offsetof(adc_depthwise_planes_rows_t, border) == 24, "known to the assembly");
#endif

#else

void adc_depthwise_planes_widen(const adc_depthwise_planes_rows_t *rows, int32_t pitch)
{
    const int8_t *input = rows->input;
    const int32_t columns = rows->has_left + rows->width;
    for (int32_t y = 0; y < rows->rows; y++) {
        uint32_t *row = rows->planes + y * (pitch / 4);
        for (int32_t x = 0; x < columns; x++) {
            for (int32_t channel = 0; channel < 4; channel++) {
                uint32_t *word = row + channel * (pitch / 16) + x / 2;
                const uint32_t value = x < rows->has_left ? rows->border & 0xFFFFu : (uint32_t)(uint8_t)input[channel] << 8;
                *word = x % 2 == 0 ? value | (rows->border & 0xFFFF0000u) : (*word & 0xFFFFu) | value << 16;
            }
            input += x < rows->has_left ? 0 : rows->step;
        }
    }
}

#endif
