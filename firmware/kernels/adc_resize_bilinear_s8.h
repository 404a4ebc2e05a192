/* RESIZE_BILINEAR on int8: weighted means of four pixels. */
#ifndef ADC_RESIZE_BILINEAR_S8_H
#define ADC_RESIZE_BILINEAR_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of each output image, pixel [y, x] is the mean of four pixels of `channels` elements, with weights in 1/2^20.
 * A place is three numbers: the two nearest rows (or columns) of the input, as elements from the start of the image (or row),
 * and the distance from the first one in 1/1024, 0 to 1023. A half is rounded up, or away from zero. */
typedef struct adc_resize_bilinear_s8 {
    int32_t batches;
    int32_t image; /* elements of an input image */
    int32_t rows;
    int32_t columns;
    int32_t channels;
    int32_t rounds_up;
    const int32_t *row_places;    /* [rows][3] */
    const int32_t *column_places; /* [columns][3] */
} adc_resize_bilinear_s8_t;

void adc_resize_bilinear_s8(const adc_resize_bilinear_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
