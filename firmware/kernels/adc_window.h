/* Which taps of a kernel meet the image at one position of its window. */
#ifndef ADC_WINDOW_H
#define ADC_WINDOW_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Taps first .. first + count - 1; count may be 0. */
typedef struct adc_taps {
    int32_t first;
    int32_t count;
} adc_taps_t;

/* Of `taps` taps at start, start + dilation and so on, those inside 0 .. extent - 1. */
static inline adc_taps_t adc_taps(int32_t start, int32_t dilation, int32_t taps, int32_t extent)
{
    adc_taps_t inside = {0, taps};
    if (start < 0) {
        inside.first = (dilation - 1 - start) / dilation;
        inside.count -= inside.first;
    }
    const int32_t last = start + (taps - 1) * dilation;
    if (last >= extent) {
        inside.count -= (last - extent) / dilation + 1;
    }
    if (inside.count < 0) {
        inside.count = 0;
    }
    return inside;
}

#ifdef __cplusplus
}
#endif

#endif
