#include "adc_conv2d_winograd_s8.h"

#include "adc_clamp_s8.h"
#include "adc_strip.h"

enum { TILE = 2, TILES = 4, TAPS = 3, STRIP_ROWS = TILE + TAPS - 1, POSITIONS = 16, LANES = POSITIONS * TILES / 2 };

void adc_conv2d_winograd_s8(const adc_conv2d_winograd_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    const adc_conv2d_winograd_s8_t *p = parameters;
    const int32_t output_size = p->output_height * p->output_width * p->output_channels;
    const int32_t pair_words = 2 * POSITIONS * (p->input_channels / 2) + 2 + (p->is_two_sided != 0 ? 6 : 4);
    const adc_strip_t strip = {
        .bytes = (int8_t *)(void *)(scratch + LANES * p->input_channels), .pitch = p->strip_pitch,
        .left = p->padding_left * p->input_channels, .height = p->input_height,
        .row_size = p->input_width * p->input_channels, .zero_point = p->input_zero_point};
    adc_winograd_tiles_t tiles = {
        .lanes = scratch, .stream = p->stream, .stream_end = p->stream + p->output_channels / 2 * pair_words,
        .row_step = p->output_width * p->output_channels, .column_step = p->output_channels,
        .shift = p->shift, .pairs = p->input_channels / 2};
    for (int32_t batch = 0; batch < p->batches; batch++) {
        adc_strip_clear(&strip, STRIP_ROWS);
        for (int32_t y = 0; y < p->output_height; y += TILE) {
            adc_strip_load(&strip, input, y - p->padding_top, STRIP_ROWS);
            tiles.output = output + y * tiles.row_step;
            const int8_t *source = strip.bytes;
            for (int32_t x = 0; x < p->output_width; x += TILE * TILES) {
                adc_winograd_input(scratch, source, p->strip_pitch, p->input_channels);
                p->channels(&tiles);
                source += TILE * TILES * p->input_channels;
                tiles.output += TILE * TILES * p->output_channels;
            }
        }
        adc_clamp_s8(output, output_size, p->low, p->high);
        input += p->input_height * p->input_width * p->input_channels;
        output += output_size;
    }
}
