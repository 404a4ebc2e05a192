/* MAX_POOL_2D, int8 to int8. */
#ifndef ADC_MAX_POOL_S8_H
#define ADC_MAX_POOL_S8_H

#include "adc_pool.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output[b][y][x][c] = clamp(max of input[b][..][..][c] under the window). Legal in place when there is no padding. */
typedef adc_pool_t adc_max_pool_s8_t;

void adc_max_pool_s8(const adc_max_pool_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
