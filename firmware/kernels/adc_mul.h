/* MUL of int8, or of int16 with zero points of 0, with broadcasting. */
#ifndef ADC_MUL_H
#define ADC_MUL_H

#include <stdint.h>

#include "adc_broadcast.h"
#include "adc_requantize.h"
#include "adc_scale.h"

#ifdef __cplusplus
extern "C" {
#endif

/* output = clamp(rescale((a - zero_point_a) * (b - zero_point_b)) + zero_point, low, high), element by element; a from
 * input0, b from input1. Legal in place of an operand that is not repeated, as is the one below. */
typedef struct adc_mul_s8 {
    adc_broadcast_t shape;
    int32_t zero_point_a; /* -128 .. 127, as the others */
    int32_t zero_point_b;
    adc_scale_t rescale; /* shifts to the left by 15 at most */
    int32_t zero_point;
    int32_t low;
    int32_t high;
} adc_mul_s8_t;

void adc_mul_s8(const adc_mul_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

/* output = clamp(adc_requantize(a * b, ...), low, high). */
typedef struct adc_mul_s16 {
    adc_broadcast_t shape;
    int32_t multiplier;
    int32_t shift;
    adc_rounding_t rounding;
    int32_t low;
    int32_t high;
} adc_mul_s16_t;

void adc_mul_s16(const adc_mul_s16_t *parameters, const int16_t *input0, const int16_t *input1, int16_t *output);

#ifdef __cplusplus
}
#endif

#endif
