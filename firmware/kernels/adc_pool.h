/* Windows of pools, clipped to their image. */
#ifndef ADC_POOL_H
#define ADC_POOL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Images are int8 [batches, height, width, channels]; the output has one position of the window per row and column.
 *
 * Every window meets the image. What lies beyond the edges does not count. */
typedef struct adc_pool {
    int32_t batches;
    int32_t input_height;
    int32_t input_width;
    int32_t channels;
    int32_t output_height;
    int32_t output_width;
    int32_t kernel_height;
    int32_t kernel_width;
    int32_t stride_y;
    int32_t stride_x;
    int32_t padding_top;
    int32_t padding_left;
    int32_t low;  /* -128 <= low <= high <= 127: clamps the result */
    int32_t high;
} adc_pool_t;

/* The part of a window inside its image. */
typedef struct adc_pool_window {
    const int8_t *first; /* channel 0 of its first element */
    int32_t rows;
    int32_t columns;
    int32_t row_stride;  /* in elements */
} adc_pool_window_t;

static inline adc_pool_window_t adc_pool_window(const adc_pool_t *pool, const int8_t *image, int32_t y, int32_t x)
{
    const int32_t top = y * pool->stride_y - pool->padding_top;
    const int32_t left = x * pool->stride_x - pool->padding_left;
    const int32_t first_row = top > 0 ? top : 0;
    const int32_t first_column = left > 0 ? left : 0;
    const int32_t rows_below = pool->input_height - first_row;
    const int32_t columns_right = pool->input_width - first_column;
    const int32_t rows = top + pool->kernel_height - first_row;
    const int32_t columns = left + pool->kernel_width - first_column;
    adc_pool_window_t window;
    window.first = image + (first_row * pool->input_width + first_column) * pool->channels;
    window.rows = rows < rows_below ? rows : rows_below;
    window.columns = columns < columns_right ? columns : columns_right;
    window.row_stride = pool->input_width * pool->channels;
    return window;
}

#ifdef __cplusplus
}
#endif

#endif
