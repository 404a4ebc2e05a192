/* PRELU of int8: what is negative is multiplied by a slope of its own, with broadcasting. */
#ifndef ADC_PRELU_S8_H
#define ADC_PRELU_S8_H

#include <stdint.h>

#include "adc_broadcast.h"
#include "adc_scale.h"

#ifdef __cplusplus
extern "C" {
#endif

/* With x = input0 - zero_point_x and slope = input1 - zero_point_slope, element by element:
 *
 *   output = clamp((x >= 0 ? rescale_positive(x) : rescale_negative(x * slope)) + zero_point, -128, 127)
 *
 * Legal in place of input0. */
typedef struct adc_prelu_s8 {
    adc_broadcast_t shape;
    int32_t zero_point_x; /* -128 .. 127, as the others */
    int32_t zero_point_slope;
    adc_scale_t rescale_positive; /* both shift to the left by 15 at most */
    adc_scale_t rescale_negative;
    int32_t zero_point;
} adc_prelu_s8_t;

void adc_prelu_s8(const adc_prelu_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
