/* Functions of one float32, element by element, that need no library. */
#ifndef ADC_UNARY_F32_H
#define ADC_UNARY_F32_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All functions here: output[i] = f(x) with x = input[i], for i < count, exactly as written, each operation rounded by itself.
 * Legal in place. */
typedef struct adc_elements_f32 {
    int32_t count;
} adc_elements_f32_t;

/* |x| */
typedef adc_elements_f32_t adc_abs_f32_t;

void adc_abs_f32(const adc_abs_f32_t *parameters, const float *input, float *output);

/* x clamped to low .. high: RELU, RELU6, RELU_N1_TO_1. A NaN stays one. */
typedef struct adc_clamp_f32 {
    int32_t count;
    float low;
    float high;
} adc_clamp_f32_t;

void adc_clamp_f32(const adc_clamp_f32_t *parameters, const float *input, float *output);

/* x * clamp(x + 3, 0, 6) / 6 */
typedef adc_elements_f32_t adc_hard_swish_f32_t;

void adc_hard_swish_f32(const adc_hard_swish_f32_t *parameters, const float *input, float *output);

/* x where it is positive, else alpha * x */
typedef struct adc_leaky_relu_f32 {
    int32_t count;
    float alpha;
} adc_leaky_relu_f32_t;

void adc_leaky_relu_f32(const adc_leaky_relu_f32_t *parameters, const float *input, float *output);

/* -x */
typedef adc_elements_f32_t adc_neg_f32_t;

void adc_neg_f32(const adc_neg_f32_t *parameters, const float *input, float *output);

/* 1 / sqrt(x) */
typedef adc_elements_f32_t adc_rsqrt_f32_t;

void adc_rsqrt_f32(const adc_rsqrt_f32_t *parameters, const float *input, float *output);

/* sqrt(x) */
typedef adc_elements_f32_t adc_sqrt_f32_t;

void adc_sqrt_f32(const adc_sqrt_f32_t *parameters, const float *input, float *output);

/* x * x */
typedef adc_elements_f32_t adc_square_f32_t;

void adc_square_f32(const adc_square_f32_t *parameters, const float *input, float *output);

#ifdef __cplusplus
}
#endif

#endif
