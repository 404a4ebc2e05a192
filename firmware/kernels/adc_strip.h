/* A strip of rows of an image [height, row_size], with a border of its zero point: what kernels read that reach beyond it. */
#ifndef ADC_STRIP_H
#define ADC_STRIP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct adc_strip {
    int8_t *bytes;      /* rows of pitch bytes */
    int32_t pitch;      /* a multiple of four */
    int32_t left;       /* bytes of the border in front of a row; it may have one behind it too */
    int32_t height;     /* rows of the image */
    int32_t row_size;   /* bytes of a row of the image; what does not fit into a row of the strip is left out */
    int32_t zero_point;
} adc_strip_t;

/* Fills `rows` rows of the strip with the zero point, borders included: once, before the first adc_strip_load. */
void adc_strip_clear(const adc_strip_t *strip, int32_t rows);

/* Copies `rows` rows of the image from `top` on, which may be negative; rows beyond the image become zero points. */
void adc_strip_load(const adc_strip_t *strip, const int8_t *image, int32_t top, int32_t rows);

#ifdef __cplusplus
}
#endif

#endif
