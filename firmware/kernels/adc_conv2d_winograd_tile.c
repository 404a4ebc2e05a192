#include "adc_conv2d_winograd_tile.h"

#include "adc_dsp.h"

/* Twins of adc_conv2d_winograd_tile_m33.S. */
#if !defined(__ARM_FEATURE_DSP)

enum { POSITIONS = 16, TILES = 4, COLUMNS = 10 };

static uint32_t add_lanes(uint32_t a, uint32_t b)
{
    return ((a + b) & 0xFFFFu) | ((a & 0xFFFF0000u) + (b & 0xFFFF0000u));
}

static uint32_t subtract_lanes(uint32_t a, uint32_t b)
{
    return ((a - b) & 0xFFFFu) | ((a & 0xFFFF0000u) - (b & 0xFFFF0000u));
}

/* (a - c, b + c, c - b, b - d) of both lanes */
static void transform_input(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t results[4])
{
    results[0] = subtract_lanes(a, c);
    results[1] = add_lanes(b, c);
    results[2] = subtract_lanes(c, b);
    results[3] = subtract_lanes(b, d);
}

void adc_winograd_input(uint32_t *lanes, const int8_t *source, int32_t pitch, int32_t channels)
{
    const int32_t pairs = channels / 2;
    for (int32_t pair = 0; pair < pairs; pair++) {
        uint32_t rows[COLUMNS][4];
        for (int32_t x = 0; x < COLUMNS; x++) {
            uint32_t values[4];
            for (int32_t y = 0; y < 4; y++) {
                const uint32_t bytes = adc_load_word(source + y * pitch + x * channels + pair / 2 * 4);
                values[y] = pair % 2 == 0 ? adc_sxtb16(bytes) : adc_sxtb16_ror8(bytes);
            }
            transform_input(values[0], values[1], values[2], values[3], rows[x]);
        }
        for (int32_t y = 0; y < 4; y++) {
            for (int32_t tile = 0; tile < TILES; tile++) {
                const int32_t x = 2 * tile;
                uint32_t results[4];
                transform_input(rows[x][y], rows[x + 1][y], rows[x + 2][y], rows[x + 3][y], results);
                for (int32_t k = 0; k < 4; k++) {
                    lanes[((4 * y + k) * pairs + pair) * TILES + tile] = results[k];
                }
            }
        }
    }
}

/* (a + b + c, b - c - d) modulo 2^32 */
static void transform_sums(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t results[2])
{
    results[0] = a + b + c;
    results[1] = b - c - d;
}

/* Four outputs of a tile from its sums at sixteen positions. */
static void tile_outputs(const uint32_t *sums, uint32_t bias, uint32_t outputs[2][2])
{
    uint32_t columns[4][2];
    for (int32_t x = 0; x < 4; x++) {
        transform_sums(sums[x], sums[4 + x] + (x == 1 ? bias : 0u), sums[8 + x], sums[12 + x], columns[x]);
    }
    for (int32_t y = 0; y < 2; y++) {
        transform_sums(columns[0][y], columns[1][y], columns[2][y], columns[3][y], outputs[y]);
    }
}

static void winograd_channels(const adc_winograd_tiles_t *tiles, int is_two_sided)
{
    const uint32_t *stream = tiles->stream;
    const int32_t position_words = 2 * tiles->pairs;
    const int32_t record_words = is_two_sided ? 3 : 2;
    int8_t *output = tiles->output;
    while (stream != tiles->stream_end) {
        const uint32_t *const bias = stream + POSITIONS * position_words;
        for (int32_t channel = 0; channel < 2; channel++) {
            const uint32_t *const record = bias + 2 + channel * record_words;
            for (int32_t tile = 0; tile < TILES; tile++) {
                uint32_t sums[POSITIONS];
                for (int32_t position = 0; position < POSITIONS; position++) {
                    const uint32_t *const weights = stream + position * position_words + channel;
                    const uint32_t *const lanes = tiles->lanes + position * tiles->pairs * TILES + tile;
                    int32_t sum = 0;
                    for (int32_t pair = 0; pair < tiles->pairs; pair++) {
                        sum = adc_smlad(weights[2 * pair], lanes[TILES * pair], sum);
                    }
                    sums[position] = (uint32_t)sum;
                }
                uint32_t outputs[2][2];
                tile_outputs(sums, bias[channel], outputs);
                for (int32_t i = 0; i < 4; i++) {
                    const int32_t value = (int32_t)outputs[i / 2][i % 2];
                    const int32_t addend = (int32_t)record[is_two_sided && value < 0 ? 2 : 1];
                    const int32_t scaled = adc_smmla(value, (int32_t)record[0], addend) >> tiles->shift;
                    output[i / 2 * tiles->row_step + (2 * tile + i % 2) * tiles->column_step + channel] = (int8_t)adc_ssat8(scaled);
                }
            }
        }
        stream = bias + 2 + 2 * record_words;
        output += 2;
    }
}

void adc_winograd_16_one_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 0);
}

void adc_winograd_32_one_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 0);
}

void adc_winograd_any_one_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 0);
}

void adc_winograd_16_two_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 1);
}

void adc_winograd_32_two_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 1);
}

void adc_winograd_any_two_sided(const adc_winograd_tiles_t *tiles)
{
    winograd_channels(tiles, 1);
}

#endif
