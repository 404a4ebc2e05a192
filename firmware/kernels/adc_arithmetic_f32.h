/* ADD, SUB, MUL and DIV of float32, with broadcasting. */
#ifndef ADC_ARITHMETIC_F32_H
#define ADC_ARITHMETIC_F32_H

#include <stdint.h>

#include "adc_broadcast.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_arithmetic { ADC_ARITHMETIC_ADD, ADC_ARITHMETIC_SUB, ADC_ARITHMETIC_MUL, ADC_ARITHMETIC_DIV } adc_arithmetic_t;

/* output = the result of one operation, clamped to low .. high, element by element. Infinities are clamped too, a NaN
 * stays. Legal in place of an operand that is not repeated. */
typedef struct adc_arithmetic_f32 {
    adc_broadcast_t shape;
    adc_arithmetic_t operation;
    float low;
    float high;
} adc_arithmetic_f32_t;

void adc_arithmetic_f32(const adc_arithmetic_f32_t *parameters, const float *input0, const float *input1, float *output);

#ifdef __cplusplus
}
#endif

#endif
