/* ADD and SUB of int8 without broadcasting, requantized by one product and a table. */
#ifndef ADC_ADD_TABLE_S8_H
#define ADC_ADD_TABLE_S8_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* output = saturate to int8((factor * a + table[b]) >> 20), element by element; a from input0, b from input1.
 * Legal in place of either operand.
 *
 * The compiler chooses the factor, and then each entry of the table so that all 256 outputs with it are the model's: zero
 * points, scales and roundings are in it. factor * a + table[b] fits 32 bits. */
typedef struct adc_add_table_s8 {
    const int32_t *table; /* [256]: of 0 .. 127, then of -128 .. -1 */
    int32_t factor;
    int32_t count;        /* elements */
} adc_add_table_s8_t;

void adc_add_table_s8(const adc_add_table_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
