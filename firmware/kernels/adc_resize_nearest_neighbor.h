/* RESIZE_NEAREST_NEIGHBOR: the nearest pixel, elements of any type. */
#ifndef ADC_RESIZE_NEAREST_NEIGHBOR_H
#define ADC_RESIZE_NEAREST_NEIGHBOR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Pixel [y, x] of each output image is the `run` bytes at row_offsets[y] + column_offsets[x] of the input image, which has
 * `image` bytes. Input and output must not overlap. */
typedef struct adc_resize_nearest_neighbor {
    int32_t batches;
    int32_t image;
    int32_t rows;
    int32_t columns;
    int32_t run;
    const int32_t *row_offsets;    /* [rows] */
    const int32_t *column_offsets; /* [columns] */
} adc_resize_nearest_neighbor_t;

void adc_resize_nearest_neighbor(const adc_resize_nearest_neighbor_t *parameters, const void *input, void *output);

#ifdef __cplusplus
}
#endif

#endif
