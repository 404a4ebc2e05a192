#include "adc_conv2d_tile.h"

#include "adc_dsp.h"

/* Twins of adc_conv2d_tile_m33.S. */
#if !defined(__ARM_FEATURE_DSP)

/* Multiplier, addend and, two-sided, the addend of negative values; gives the stream behind them. */
static const uint32_t *tile_requantize(const adc_conv2d_tile_t *tile, const uint32_t *record, uint32_t *values, int32_t count)
{
    const int32_t multiplier = (int32_t)record[0];
    const int32_t addend = (int32_t)record[1];
    const int32_t addend_negative = (int32_t)record[tile->is_two_sided != 0 ? 2 : 1];
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = (int32_t)values[i];
        const int32_t scaled = adc_smmla(value, multiplier, value < 0 ? addend_negative : addend);
        values[i] = (uint32_t)adc_ssat8(scaled >> tile->shift);
    }
    return record + (tile->is_two_sided != 0 ? 3 : 2);
}

static void tile_of(const adc_conv2d_tile_t *tile, int32_t positions, int is_wide)
{
    const uint32_t *stream = tile->stream;
    int8_t *output = tile->output;
    while (stream != tile->stream_end) {
        int32_t raw[4];
        int32_t low[4];
        uint32_t a[4];
        uint32_t b[4];
        for (int32_t i = 0; i < positions; i++) {
            raw[i] = (int32_t)stream[0];
            low[i] = (int32_t)stream[1];
        }
        stream += 2;
        for (const uint32_t *lanes = tile->lanes; lanes != tile->lanes_end; lanes += positions) {
            const uint32_t both = *stream++;
            const uint32_t alone = is_wide ? *stream++ : adc_sxtb16(both);
            for (int32_t i = 0; i < positions; i++) {
                raw[i] = adc_smlad(both, lanes[i], raw[i]);
                low[i] = adc_smlad(alone, lanes[i], low[i]);
            }
        }
        for (int32_t i = 0; i < positions; i++) {
            a[i] = is_wide ? (uint32_t)raw[i] : (uint32_t)raw[i] - (uint32_t)low[i];
            b[i] = is_wide ? (uint32_t)low[i] : (uint32_t)low[i] << 8;
        }
        stream = tile_requantize(tile, stream, a, positions);
        stream = tile_requantize(tile, stream, b, positions);
        for (int32_t i = 0; i < positions; i++) {
            output[i * tile->position_step] = (int8_t)(int32_t)a[i];
            output[i * tile->position_step + 1] = (int8_t)(int32_t)b[i];
        }
        output += 2;
    }
}

void adc_conv2d_tile_of_four(const adc_conv2d_tile_t *tile)
{
    tile_of(tile, 4, 0);
}

void adc_conv2d_tile_of_one(const adc_conv2d_tile_t *tile)
{
    tile_of(tile, 1, 0);
}

void adc_conv2d_wide_tile_of_four(const adc_conv2d_tile_t *tile)
{
    tile_of(tile, 4, 1);
}

void adc_conv2d_wide_tile_of_one(const adc_conv2d_tile_t *tile)
{
    tile_of(tile, 1, 1);
}

uint32_t *adc_conv2d_widen_four(uint32_t *lanes, const int8_t *const sources[4], int32_t words, int32_t rows, int32_t step)
{
    for (int32_t row = 0; row < rows; row++) {
        for (int32_t word = 0; word < words; word++) {
            for (int32_t i = 0; i < 4; i++) {
                const uint32_t bytes = adc_load_word(sources[i] + row * step + 4 * word);
                lanes[i] = adc_sxtb16(bytes);
                lanes[4 + i] = adc_sxtb16_ror8(bytes);
            }
            lanes += 8;
        }
    }
    return lanes;
}

#endif
