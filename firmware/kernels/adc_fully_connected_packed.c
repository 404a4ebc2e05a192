#include "adc_fully_connected_packed.h"

#include <stddef.h>

#include "adc_dsp.h"

#if defined(__ARM_FEATURE_DSP)

/* One batch, without the clamp: adc_fully_connected_packed_m33.S. It reads the parameters by their offsets. */
void adc_fully_connected_packed_batch(const adc_fully_connected_packed_t *parameters, const int16_t *input, int16_t *output);

#if __STDC_VERSION__ >= 201112L
_Static_assert(offsetof(adc_fully_connected_packed_t, stream) == 0, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, column_quads) == 4, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, blocks) == 8, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, pairs) == 12, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, multiplier) == 28, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, addend) == 32, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, addend_negative) == 36, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, shift) == 40, "known to the assembly");
_Static_assert(offsetof(adc_fully_connected_packed_t, mode) == 44, "known to the assembly");
#endif

#else

typedef struct requantization {
    int32_t multiplier;
    int32_t addend;
    int32_t addend_negative;
} requantization_t;

static requantization_t read_record(const uint32_t *record)
{
    const requantization_t result = {(int32_t)record[0], (int32_t)record[1], (int32_t)record[2]};
    return result;
}

static int16_t requantize(uint32_t sum_times_256, requantization_t by, int32_t shift)
{
    const int32_t value = (int32_t)sum_times_256;
    const int32_t addend = value < 0 ? by.addend_negative : by.addend;
    return (int16_t)adc_ssat8(adc_smmla(value, by.multiplier, addend) >> shift);
}

/* `width` pairs of rows that lie side by side in the stream; gives the stream behind them. */
static const uint32_t *packed_pairs(
    const adc_fully_connected_packed_t *parameters, const uint32_t *stream, int32_t width, const int16_t *input, int16_t *output)
{
    const int32_t words = 2 * parameters->column_quads;
    const uint32_t *weights = stream + 2 * width;
    const uint32_t *records = weights + words * width;
    const int32_t per_channel = parameters->mode == ADC_PACKED_PER_CHANNEL;
    requantization_t both = {parameters->multiplier, parameters->addend, parameters->addend_negative};
    if (parameters->mode == ADC_PACKED_ONE_SIDED) {
        both.addend_negative = both.addend;
    }

    for (int32_t k = 0; k < width; k++) {
        int32_t raw = (int32_t)stream[k];
        int32_t low = (int32_t)stream[width + k];
        for (int32_t word = 0; word < words; word++) {
            const uint32_t w = weights[word * width + k];
            const uint32_t x = adc_load_word(input + 2 * word);
            raw = adc_smlad(w, x, raw);
            low = adc_smlad(adc_sxtb16(w), x, low);
        }
        const requantization_t a = per_channel ? read_record(records + 6 * k) : both;
        const requantization_t b = per_channel ? read_record(records + 6 * k + 3) : both;
        output[2 * k] = requantize((uint32_t)raw - (uint32_t)low, a, parameters->shift);
        output[2 * k + 1] = requantize((uint32_t)low << 8, b, parameters->shift);
    }
    return per_channel ? records + 6 * width : records;
}

static void adc_fully_connected_packed_batch(
    const adc_fully_connected_packed_t *parameters, const int16_t *input, int16_t *output)
{
    const uint32_t *stream = parameters->stream;
    for (int32_t block = 0; block < parameters->blocks; block++) {
        stream = packed_pairs(parameters, stream, 4, input, output);
        output += 8;
    }
    for (int32_t pair = 0; pair < parameters->pairs; pair++) {
        stream = packed_pairs(parameters, stream, 1, input, output);
        output += 2;
    }
}

#endif

static void clamp(int16_t *values, int32_t count, int32_t low, int32_t high)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = values[i];
        values[i] = (int16_t)(value < low ? low : value > high ? high : value);
    }
}

void adc_fully_connected_packed(const adc_fully_connected_packed_t *parameters, const int16_t *input, int16_t *output)
{
    const int32_t rows = 8 * parameters->blocks + 2 * parameters->pairs;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        adc_fully_connected_packed_batch(parameters, input, output);
        if (parameters->low > -128 || parameters->high < 127) {
            clamp(output, rows, parameters->low, parameters->high);
        }
        input += parameters->input_stride;
        output += parameters->output_stride;
    }
}
