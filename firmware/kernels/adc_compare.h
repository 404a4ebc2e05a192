/* EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER and GREATER_EQUAL, with broadcasting. */
#ifndef ADC_COMPARE_H
#define ADC_COMPARE_H

#include <stdint.h>

#include "adc_broadcast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A relation is the set of outcomes for which it holds: less 1, equal 2, greater 4, neither 8 (a NaN takes part). */
typedef enum adc_relation {
    ADC_RELATION_LESS = 1,
    ADC_RELATION_EQUAL = 2,
    ADC_RELATION_LESS_EQUAL = 3,
    ADC_RELATION_GREATER = 4,
    ADC_RELATION_GREATER_EQUAL = 6,
    ADC_RELATION_NOT_EQUAL = 13
} adc_relation_t;

/* output = 1 where the relation holds between the elements of both inputs, else 0. Legal in place of an operand that is
 * not repeated. int8 elements are compared by their ranks: numbers that order the real values of both inputs. */
typedef struct adc_compare_s8 {
    adc_broadcast_t shape;
    adc_relation_t relation;
    const int16_t *ranks0; /* [256]: of 0 .. 127, then of -128 .. -1 */
    const int16_t *ranks1;
} adc_compare_s8_t;

void adc_compare_s8(const adc_compare_s8_t *parameters, const int8_t *input0, const int8_t *input1, uint8_t *output);

typedef struct adc_compare_s32 {
    adc_broadcast_t shape;
    adc_relation_t relation;
} adc_compare_s32_t;

void adc_compare_s32(const adc_compare_s32_t *parameters, const int32_t *input0, const int32_t *input1, uint8_t *output);

typedef adc_compare_s32_t adc_compare_f32_t;

void adc_compare_f32(const adc_compare_f32_t *parameters, const float *input0, const float *input1, uint8_t *output);

#ifdef __cplusplus
}
#endif

#endif
