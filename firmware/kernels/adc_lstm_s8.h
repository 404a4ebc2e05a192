/* UNIDIRECTIONAL_SEQUENCE_LSTM, int8 to int8, with a cell state of int16. */
#ifndef ADC_LSTM_S8_H
#define ADC_LSTM_S8_H

#include <stdint.h>

#include "adc_requantize.h"

#ifdef __cplusplus
extern "C" {
#endif

/* For each step, with x its row of the input, h the hidden state and c the cell state:
 *   gate[k] = function(requantize(input_weights[k] * x + input_offsets[k]) + requantize(recurrent_weights[k] * h + recurrent_offsets[k]))
 *   c = clip(requantize(gate[forget] * c) + requantize(gate[input] * gate[cell]))
 *   h = requantize(tanh(c) * gate[output]) + hidden_zero_point, which is the step's row of the output
 * The function is the tanh for the cell gate, else the logistic one; every sum and product is clamped to int16, h to int8.
 *
 * input0 is int8 [rows, inputs], input1 the hidden state before the first step, int8 [batches, units], output int8 [rows, units];
 * scratch is the cell state, int16 [batches, units], which is changed in place. None may overlap another.
 * Exact: sums wrap modulo 2^32. */
typedef struct adc_lstm_s8 {
    const int8_t *input_weights;      /* [4, units, inputs]: input, forget, cell, output gate */
    const int8_t *recurrent_weights;  /* [4, units, units] */
    const int32_t *input_offsets;     /* [4, units]; bias minus input zero point times the sum of the row's weights */
    const int32_t *recurrent_offsets; /* [4, units]; minus hidden zero point times the sum of the row's weights */
    int32_t input_multipliers[4];
    int32_t input_shifts[4];
    int32_t recurrent_multipliers[4];
    int32_t recurrent_shifts[4];
    int32_t batches;
    int32_t steps;
    int32_t inputs;
    int32_t units;
    int32_t batch_rows;        /* rows from one batch to the next */
    int32_t step_rows;         /* rows from one step to the next */
    int32_t kept_multiplier;   /* scales gate[forget] * c */
    int32_t kept_shift;
    int32_t added_multiplier;  /* scales gate[input] * gate[cell] */
    int32_t added_shift;
    int32_t hidden_multiplier; /* scales tanh(c) * gate[output] */
    int32_t hidden_shift;
    int32_t hidden_zero_point;
    int32_t cell_multiplier;   /* brings c to the steps of adc_tanh_s16 */
    int32_t cell_shift;
    int32_t cell_clip;         /* 32768 for no limit */
    adc_rounding_t rounding;
} adc_lstm_s8_t;

void adc_lstm_s8(const adc_lstm_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output, int16_t *scratch);

/* The hidden state after the last step: output[b] = the row of input of that step. */
typedef struct adc_lstm_last_s8 {
    int32_t batches;
    int32_t units;
    int32_t first_row;  /* of the last step of the first batch */
    int32_t batch_rows;
} adc_lstm_last_s8_t;

void adc_lstm_last_s8(const adc_lstm_last_s8_t *parameters, const int8_t *input, int8_t *output);

#ifdef __cplusplus
}
#endif

#endif
