#include "adc_lstm_s8.h"

#include <string.h>

#include "adc_sigmoid_s16.h"

enum { LSTM_INPUT_GATE, LSTM_FORGET_GATE, LSTM_CELL_GATE, LSTM_OUTPUT_GATE };

static int32_t lstm_clamp16(int32_t value)
{
    return value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value;
}

static int32_t lstm_dot(int32_t sum, const int8_t *weights, const int8_t *values, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t product = (int32_t)weights[i] * values[i];
        sum = (int32_t)((uint32_t)sum + (uint32_t)product);
    }
    return sum;
}

/* One gate of one unit, in 15 fraction bits. */
static int32_t lstm_gate(const adc_lstm_s8_t *parameters, int32_t gate, int32_t unit, const int8_t *x, const int8_t *hidden)
{
    static const adc_logistic_s16_t from_12_bits = { .count = 1, .multiplier = 3, .shift = 0 };
    const int32_t row = gate * parameters->units + unit;
    const int32_t from_x = adc_requantize(
        lstm_dot(parameters->input_offsets[row], parameters->input_weights + row * parameters->inputs, x, parameters->inputs),
        parameters->input_multipliers[gate], parameters->input_shifts[gate], parameters->rounding);
    const int32_t from_hidden = adc_requantize(
        lstm_dot(parameters->recurrent_offsets[row], parameters->recurrent_weights + row * parameters->units, hidden, parameters->units),
        parameters->recurrent_multipliers[gate], parameters->recurrent_shifts[gate], parameters->rounding);
    int16_t value = (int16_t)lstm_clamp16(lstm_clamp16(from_x) + lstm_clamp16(from_hidden));
    if (gate == LSTM_CELL_GATE) {
        adc_tanh_s16(&from_12_bits, &value, &value);
    } else {
        adc_logistic_s16(&from_12_bits, &value, &value);
    }
    return value;
}

static int32_t lstm_next_cell(const adc_lstm_s8_t *parameters, int32_t forget, int32_t cell, int32_t input, int32_t update)
{
    const int32_t clip = parameters->cell_clip;
    const int32_t kept = adc_requantize(forget * cell, parameters->kept_multiplier, parameters->kept_shift, parameters->rounding);
    const int32_t added = adc_requantize(input * update, parameters->added_multiplier, parameters->added_shift, parameters->rounding);
    const int32_t next = lstm_clamp16(lstm_clamp16(kept) + lstm_clamp16(added));
    return next < -clip ? -clip : next > clip ? clip : next;
}

static int8_t lstm_next_hidden(const adc_lstm_s8_t *parameters, int16_t cell, int32_t output_gate)
{
    const adc_tanh_s16_t from_cell = { .count = 1, .multiplier = parameters->cell_multiplier, .shift = parameters->cell_shift };
    const int32_t low = INT8_MIN - parameters->hidden_zero_point;
    const int32_t high = INT8_MAX - parameters->hidden_zero_point;
    int16_t squashed = 0;
    adc_tanh_s16(&from_cell, &cell, &squashed);
    const int32_t value = adc_requantize(
        squashed * output_gate, parameters->hidden_multiplier, parameters->hidden_shift, parameters->rounding);
    return (int8_t)((value < low ? low : value > high ? high : value) + parameters->hidden_zero_point);
}

void adc_lstm_s8(const adc_lstm_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output, int16_t *scratch)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int8_t *hidden = input1 + batch * parameters->units;
        int16_t *cell = scratch + batch * parameters->units;
        for (int32_t step = 0; step < parameters->steps; step++) {
            const int32_t row = batch * parameters->batch_rows + step * parameters->step_rows;
            const int8_t *x = input0 + row * parameters->inputs;
            int8_t *next = output + row * parameters->units;
            for (int32_t unit = 0; unit < parameters->units; unit++) {
                const int32_t input = lstm_gate(parameters, LSTM_INPUT_GATE, unit, x, hidden);
                const int32_t forget = lstm_gate(parameters, LSTM_FORGET_GATE, unit, x, hidden);
                const int32_t update = lstm_gate(parameters, LSTM_CELL_GATE, unit, x, hidden);
                cell[unit] = (int16_t)lstm_next_cell(parameters, forget, cell[unit], input, update);
                next[unit] = lstm_next_hidden(parameters, cell[unit], lstm_gate(parameters, LSTM_OUTPUT_GATE, unit, x, hidden));
            }
            hidden = next;
        }
    }
}

void adc_lstm_last_s8(const adc_lstm_last_s8_t *parameters, const int8_t *input, int8_t *output)
{
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int32_t row = parameters->first_row + batch * parameters->batch_rows;
        (void)memcpy(output + batch * parameters->units, input + row * parameters->units, (size_t)parameters->units);
    }
}
