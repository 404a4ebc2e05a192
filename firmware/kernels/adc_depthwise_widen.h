/* Four channels of an image into planes of int16, one for each channel. */
#ifndef ADC_DEPTHWISE_WIDEN_H
#define ADC_DEPTHWISE_WIDEN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of the input to be widened: from four channels of an image into rows of planes.
 *
 * A row of planes is `pitch` bytes: a quarter for each of the four channels, which holds 256 * value as int16 for each
 * column. The columns are the border's, if it has one at the left, those of the image, and one of the border again where
 * their number is odd. */
typedef struct adc_depthwise_planes_rows {
    const int8_t *input;  /* first of the four channels of the first pixel; rows follow each other */
    uint32_t *planes;
    int32_t rows;         /* at least 1 */
    int32_t width;
    int32_t step;         /* bytes from one pixel to the next */
    int32_t has_left;     /* 1: a column of the border comes first */
    uint32_t border;      /* 256 * zero point, twice */
} adc_depthwise_planes_rows_t;

#if !defined(__ARM_FEATURE_DSP)

/* For any pitch; the bodies for the M33 are in adc_depthwise_widen_m33.S, and known by the shapes alone. */
void adc_depthwise_planes_widen(const adc_depthwise_planes_rows_t *rows, int32_t pitch);

#endif

#ifdef __cplusplus
}
#endif

#endif
