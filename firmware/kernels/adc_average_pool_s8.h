/* AVERAGE_POOL_2D, int8 to int8. */
#ifndef ADC_AVERAGE_POOL_S8_H
#define ADC_AVERAGE_POOL_S8_H

#include "adc_pool.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][y][x][c] = clamp(round(mean of input[b][..][..][c] under the window)), ties away from zero
 *
 * The divisor is the number of elements inside the image. Legal in place when there is no padding. */
typedef adc_pool_t adc_average_pool_s8_t;

void adc_average_pool_s8(const adc_average_pool_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
