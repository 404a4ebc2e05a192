/* Eight neighbouring int8 at a time over a nest of two loops: their sums, or their greatest. */
#ifndef ADC_LANES_S8_H
#define ADC_LANES_S8_H

#include <stdint.h>

#include "adc_dsp.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    ADC_LANES = 8,
    ADC_LANES_MOST = 256 /* elements whose sum fits 16 bits */
};

/* Elements in rows, which may be one; strides in bytes. */
typedef struct adc_lanes {
    int32_t rows;
    int32_t columns;
    int32_t row_stride;
    int32_t column_stride;
} adc_lanes_t;

/* Sums of eight in lanes of 16 bits: of elements 0 and 2, 1 and 3, 4 and 6, 5 and 7. */
typedef struct adc_lanes_sums {
    uint32_t even;
    uint32_t odd;
    uint32_t next_even;
    uint32_t next_odd;
} adc_lanes_sums_t;

/* Up to ADC_LANES_MOST elements. */
static inline adc_lanes_sums_t adc_lanes_add(const int8_t *first, int32_t rows, int32_t columns, int32_t row_stride, int32_t column_stride)
{
    adc_lanes_sums_t sums = {0, 0, 0, 0};
    for (; rows > 0; rows--) {
        const int8_t *element = first;
        for (int32_t i = columns; i > 0; i--) {
            const uint32_t word = adc_load_word(element);
            const uint32_t next = adc_load_word(element + 4);
            sums.even = adc_sxtab16(sums.even, word);
            sums.odd = adc_sxtab16_ror8(sums.odd, word);
            sums.next_even = adc_sxtab16(sums.next_even, next);
            sums.next_odd = adc_sxtab16_ror8(sums.next_odd, next);
            element += column_stride;
        }
        first += row_stride;
    }
    return sums;
}

static inline int32_t adc_lanes_low(uint32_t lanes)
{
    return (int16_t)(uint16_t)lanes;
}

static inline int32_t adc_lanes_high(uint32_t lanes)
{
    return (int32_t)lanes >> 16;
}

/* sums[i] = the sum of all first[i], however many. */
static inline void adc_lanes_sum(const adc_lanes_t *lanes, const int8_t *first, int32_t *sums)
{
    for (int32_t i = 0; i < ADC_LANES; i++) {
        sums[i] = 0;
    }
    const int32_t step = lanes->columns < ADC_LANES_MOST ? lanes->columns : ADC_LANES_MOST;
    for (int32_t row = 0; row < lanes->rows; row++) {
        for (int32_t column = 0; column < lanes->columns; column += step) {
            const int32_t left = lanes->columns - column;
            const adc_lanes_sums_t some = adc_lanes_add(
                first + row * lanes->row_stride + column * lanes->column_stride, 1, left < step ? left : step, 0, lanes->column_stride);
            sums[0] += adc_lanes_low(some.even);
            sums[1] += adc_lanes_low(some.odd);
            sums[2] += adc_lanes_high(some.even);
            sums[3] += adc_lanes_high(some.odd);
            sums[4] += adc_lanes_low(some.next_even);
            sums[5] += adc_lanes_low(some.next_odd);
            sums[6] += adc_lanes_high(some.next_even);
            sums[7] += adc_lanes_high(some.next_odd);
        }
    }
}

/* The greatest of each of the eight in words[0], words[1]. */
static inline void adc_lanes_max(const adc_lanes_t *lanes, const int8_t *first, uint32_t *words)
{
    uint32_t word = words[0];
    uint32_t next = words[1];
    for (int32_t row = lanes->rows; row > 0; row--) {
        const int8_t *element = first;
        for (int32_t i = lanes->columns; i > 0; i--) {
            word = adc_max8x4(word, adc_load_word(element));
            next = adc_max8x4(next, adc_load_word(element + 4));
            element += lanes->column_stride;
        }
        first += lanes->row_stride;
    }
    words[0] = word;
    words[1] = next;
}

#ifdef __cplusplus
}
#endif

#endif
