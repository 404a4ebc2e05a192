#include "adc_conv2d_tiles_s8.h"

#include "adc_clamp_s8.h"
#include "adc_conv2d_tile.h"
#include "adc_dsp.h"
#include "adc_strip.h"

/* Where the inputs of the next position are, and where its outputs go. */
typedef struct tiles_walk {
    const int8_t *source;   /* the first tap of the next position */
    int8_t *target;
    int32_t source_step;    /* from one position to the next */
    int32_t row_skip;       /* from behind the last position of a row to the first of the next */
    int32_t target_step;
    int32_t columns;        /* positions in a row */
    int32_t column;         /* of the next position */
    int32_t pitch;          /* bytes from one row of taps to the next */
} tiles_walk_t;

/* What does not change while a layer runs. */
typedef struct tiles_layer {
    const adc_conv2d_tiles_s8_t *parameters;
    adc_conv2d_tile_function *tile_of_four;
    adc_conv2d_tile_function *tile_of_one;
    adc_conv2d_tile_t tile; /* pairs of channels before an odd one; its output moves */
    uint32_t *lanes;
    int8_t *rest;           /* left-over taps of four positions */
    const uint32_t *stream_end;
    int32_t quads;          /* fours of taps, the left-over ones included */
    int32_t row_words;      /* whole fours of a kernel row */
    int32_t row_rest;       /* its taps that are left over */
    int32_t rest_size;      /* bytes of left-over taps of one position, rounded up to fours */
} tiles_layer_t;

static const int8_t *tiles_next(tiles_walk_t *walk)
{
    const int8_t *const source = walk->source;
    walk->source += walk->source_step;
    walk->column++;
    if (walk->column == walk->columns) {
        walk->column = 0;
        walk->source += walk->row_skip;
    }
    return source;
}

static inline void tiles_next_four(tiles_walk_t *walk, const int8_t *sources[4])
{
    if (walk->column + 4 < walk->columns) {
        const int32_t step = walk->source_step;
        const int8_t *const source = walk->source;
        sources[0] = source;
        sources[1] = source + step;
        sources[2] = source + 2 * step;
        sources[3] = source + 3 * step;
        walk->source = source + 4 * step;
        walk->column += 4;
        return;
    }
    for (int32_t i = 0; i < 4; i++) {
        sources[i] = tiles_next(walk);
    }
}

/* The last taps of each kernel row, one row behind the other. */
static void tiles_gather_rest(const tiles_layer_t *layer, const int8_t *source, int32_t pitch, int8_t *rest)
{
    const int32_t count = layer->row_rest;
    source += 4 * layer->row_words;
    for (int32_t ky = layer->parameters->kernel_height; ky > 0; ky--) {
        rest[0] = source[0];
        if (count > 1) {
            rest[1] = source[1];
        }
        if (count > 2) {
            rest[2] = source[2];
        }
        rest += count;
        source += pitch;
    }
}

static void tiles_channels(tiles_layer_t *layer, adc_conv2d_tile_function *function, int32_t positions, tiles_walk_t *walk)
{
    adc_conv2d_tile_t *const tile = &layer->tile;
    tile->output = walk->target;
    function(tile);
    if (tile->stream_end != layer->stream_end) {
        adc_conv2d_tile_t odd = *tile;
        odd.stream = tile->stream_end;
        odd.stream_end = layer->stream_end;
        odd.output = walk->target + layer->parameters->output_channels - 2;
        function(&odd);
    }
    walk->target += positions * walk->target_step;
}

static inline void tiles_four_positions(tiles_layer_t *layer, tiles_walk_t *walk)
{
    const int8_t *sources[4];
    tiles_next_four(walk, sources);
    uint32_t *lanes = layer->lanes;
    if (layer->row_words > 0) {
        lanes = adc_conv2d_widen_four(lanes, sources, layer->row_words, layer->parameters->kernel_height, walk->pitch);
    }
    if (layer->row_rest == 1 && layer->parameters->kernel_height == 3) {
        /* Of images with three channels, and of single ones: one left-over tap in each of three rows. */
        for (int32_t i = 0; i < 4; i++) {
            const int8_t *const rest = sources[i] + 4 * layer->row_words;
            lanes[i] = adc_pkhbt((uint32_t)rest[0], (uint32_t)rest[2 * walk->pitch]);
            lanes[4 + i] = (uint32_t)rest[walk->pitch] & 0xFFFFu;
        }
    } else if (layer->rest_size > 0) {
        for (int32_t i = 0; i < 4; i++) {
            int8_t *const rest = layer->rest + i * layer->rest_size;
            tiles_gather_rest(layer, sources[i], walk->pitch, rest);
            sources[i] = rest;
        }
        (void)adc_conv2d_widen_four(lanes, sources, layer->rest_size / 4, 1, 0);
    }
    tiles_channels(layer, layer->tile_of_four, 4, walk);
}

static uint32_t *tiles_widen_one(uint32_t *lanes, const int8_t *source, int32_t words)
{
    for (; words > 0; words--) {
        const uint32_t bytes = adc_load_word(source);
        lanes[0] = adc_sxtb16(bytes);
        lanes[1] = adc_sxtb16_ror8(bytes);
        lanes += 2;
        source += 4;
    }
    return lanes;
}

static void tiles_one_position(tiles_layer_t *layer, tiles_walk_t *walk)
{
    const int8_t *const source = tiles_next(walk);
    uint32_t *lanes = layer->lanes;
    for (int32_t ky = 0; ky < layer->parameters->kernel_height; ky++) {
        lanes = tiles_widen_one(lanes, source + ky * walk->pitch, layer->row_words);
    }
    if (layer->rest_size > 0) {
        tiles_gather_rest(layer, source, walk->pitch, layer->rest);
        (void)tiles_widen_one(lanes, layer->rest, layer->rest_size / 4);
    }
    tiles_channels(layer, layer->tile_of_one, 1, walk);
}

static void tiles_positions(tiles_layer_t *layer, tiles_walk_t *walk, int32_t count)
{
    layer->tile.position_step = walk->target_step;
    layer->tile.lanes_end = layer->lanes + 8 * layer->quads;
    for (; count >= 4; count -= 4) {
        tiles_four_positions(layer, walk);
    }
    layer->tile.lanes_end = layer->lanes + 2 * layer->quads;
    for (; count > 0; count--) {
        tiles_one_position(layer, walk);
    }
}

static void tiles_image_in_strips(tiles_layer_t *layer, const int8_t *image, int8_t *output, const adc_strip_t *strip)
{
    const adc_conv2d_tiles_s8_t *p = layer->parameters;
    const int32_t span = (p->kernel_height - 1) * p->dilation_y + 1;
    adc_strip_clear(strip, (p->strip_rows - 1) * p->stride_y + span);
    tiles_walk_t walk;
    walk.target = output;
    walk.source_step = p->stride_x * p->input_channels;
    walk.row_skip = p->stride_y * p->strip_pitch - p->output_width * walk.source_step;
    walk.target_step = p->output_channels;
    walk.columns = p->output_width;
    walk.pitch = p->dilation_y * p->strip_pitch;
    for (int32_t y = 0; y < p->output_height; y += p->strip_rows) {
        const int32_t rest = p->output_height - y;
        const int32_t rows = rest < p->strip_rows ? rest : p->strip_rows;
        adc_strip_load(strip, image, y * p->stride_y - p->padding_top, (rows - 1) * p->stride_y + span);
        walk.source = strip->bytes;
        walk.column = 0;
        tiles_positions(layer, &walk, rows * p->output_width);
    }
}

static void tiles_image_in_place(tiles_layer_t *layer, const int8_t *image, int8_t *output)
{
    const adc_conv2d_tiles_s8_t *p = layer->parameters;
    const int32_t positions = p->output_height * p->output_width;
    const int32_t direction = p->is_backward != 0 ? -1 : 1;
    const int32_t first = p->is_backward != 0 ? positions - 1 : 0;
    const int32_t pitch = p->input_width * p->input_channels;
    const int32_t step = p->stride_x * p->input_channels;
    tiles_walk_t walk;
    walk.source = image + first * step;
    walk.target = output + first * p->output_channels;
    walk.source_step = direction * step;
    walk.row_skip = p->stride_y * pitch - p->output_width * step;
    walk.target_step = direction * p->output_channels;
    walk.columns = p->output_width;
    walk.column = 0;
    walk.pitch = p->dilation_y * pitch;
    tiles_positions(layer, &walk, positions);
}

static void tiles_run(tiles_layer_t *layer, int32_t words_of_four, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    const adc_conv2d_tiles_s8_t *p = layer->parameters;
    const int32_t row = p->kernel_width * p->input_channels;
    const int32_t output_size = p->output_height * p->output_width * p->output_channels;
    layer->row_words = row / 4;
    layer->row_rest = row % 4;
    layer->rest_size = (p->kernel_height * layer->row_rest + 3) / 4 * 4;
    layer->quads = p->kernel_height * layer->row_words + layer->rest_size / 4;
    layer->lanes = scratch;
    uint32_t *const rest = scratch + 8 * layer->quads;
    layer->rest = (int8_t *)(void *)rest;
    const int32_t pair = 2 + words_of_four * layer->quads + (p->is_two_sided != 0 ? 6 : 4);
    layer->tile.lanes = scratch;
    layer->tile.stream = p->stream;
    layer->tile.stream_end = p->stream + p->output_channels / 2 * pair;
    layer->tile.shift = p->shift;
    layer->tile.is_two_sided = p->is_two_sided;
    layer->stream_end = layer->tile.stream_end + p->output_channels % 2 * pair;
    for (int32_t i = 0; i < 4 * layer->rest_size; i++) {
        layer->rest[i] = 0;
    }
    const adc_strip_t strip = {
        .bytes = layer->rest + 4 * layer->rest_size, .pitch = p->strip_pitch, .left = p->padding_left * p->input_channels,
        .height = p->input_height, .row_size = p->input_width * p->input_channels, .zero_point = p->input_zero_point};
    for (int32_t batch = 0; batch < p->batches; batch++) {
        if (p->strip_rows > 0) {
            tiles_image_in_strips(layer, input, output, &strip);
        } else {
            tiles_image_in_place(layer, input, output);
        }
        adc_clamp_s8(output, output_size, p->low, p->high);
        input += p->input_height * p->input_width * p->input_channels;
        output += output_size;
    }
}

void adc_conv2d_tiles_s8(const adc_conv2d_tiles_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    tiles_layer_t layer;
    layer.parameters = parameters;
    layer.tile_of_four = adc_conv2d_tile_of_four;
    layer.tile_of_one = adc_conv2d_tile_of_one;
    tiles_run(&layer, 2, input, output, scratch);
}

void adc_conv2d_tiles_wide_s8(const adc_conv2d_tiles_wide_s8_t *parameters, const int8_t *input, int8_t *output, uint32_t *scratch)
{
    tiles_layer_t layer;
    layer.parameters = parameters;
    layer.tile_of_four = adc_conv2d_wide_tile_of_four;
    layer.tile_of_one = adc_conv2d_wide_tile_of_one;
    tiles_run(&layer, 4, input, output, scratch);
}
