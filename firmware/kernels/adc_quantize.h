/* QUANTIZE and DEQUANTIZE between float32 and int8, the latter also widened to int16. */
#ifndef ADC_QUANTIZE_H
#define ADC_QUANTIZE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output[i] = clamp(round(input[i] / scale) + zero_point, -128, 127), for i < count. Legal in place, as are all below
 * that store less than they load.
 *
 * The quotient is a float32, rounded to the nearest integer with ties away from zero: exactly the reference's.
 * Infinities and quotients beyond 32 bits saturate; a NaN gives the zero point. */
typedef struct adc_quantize_f32_s8 {
    int32_t count;
    float scale;
    int32_t zero_point; /* -128 .. 127 */
} adc_quantize_f32_s8_t;

void adc_quantize_f32_s8(const adc_quantize_f32_s8_t *parameters, const float *input, int8_t *output);

/* The same values, stored as int16 for kernels that take widened activations. */
typedef adc_quantize_f32_s8_t adc_quantize_f32_s16_t;

void adc_quantize_f32_s16(const adc_quantize_f32_s16_t *parameters, const float *input, int16_t *output);

/* The same with the exact quotient, as TensorFlow Lite for hosts takes it in double precision: a quotient that float32
 * rounds to a tie goes to the integer that it is nearer to. */
typedef adc_quantize_f32_s8_t adc_quantize_exact_f32_s8_t;

void adc_quantize_exact_f32_s8(const adc_quantize_exact_f32_s8_t *parameters, const float *input, int8_t *output);

typedef adc_quantize_f32_s8_t adc_quantize_exact_f32_s16_t;

void adc_quantize_exact_f32_s16(const adc_quantize_exact_f32_s16_t *parameters, const float *input, int16_t *output);

/* As adc_quantize_f32_s8, clamped to the range of int16: quantization to 16 bits. */
typedef adc_quantize_f32_s8_t adc_quantize_f32_q16_t;

void adc_quantize_f32_q16(const adc_quantize_f32_q16_t *parameters, const float *input, int16_t *output);

/* The same with the quotient in double precision, as TensorFlow Lite for hosts takes it. */
typedef adc_quantize_f32_s8_t adc_quantize_exact_f32_q16_t;

void adc_quantize_exact_f32_q16(const adc_quantize_exact_f32_q16_t *parameters, const float *input, int16_t *output);

/* output[i] = scale * (float)(input[i] - zero_point), for i < count: one exact conversion, one float32 product */
typedef struct adc_dequantize_s8_f32 {
    int32_t count;
    float scale;
    int32_t zero_point; /* -128 .. 127 */
} adc_dequantize_s8_f32_t;

void adc_dequantize_s8_f32(const adc_dequantize_s8_f32_t *parameters, const int8_t *input, float *output);

typedef adc_dequantize_s8_f32_t adc_dequantize_s16_f32_t;

void adc_dequantize_s16_f32(const adc_dequantize_s16_f32_t *parameters, const int16_t *input, float *output);

#ifdef __cplusplus
}
#endif

#endif
