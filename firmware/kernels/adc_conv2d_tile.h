/* Inside of adc_conv2d_tiles_s8: output channels of four positions, or of one. */
#ifndef ADC_CONV2D_TILE_H
#define ADC_CONV2D_TILE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a tile computes from and where to; known to the assembly by its order. */
typedef struct adc_conv2d_tile {
    const uint32_t *lanes;      /* inputs: of each four taps the first and third of every position, then the others */
    const uint32_t *lanes_end;
    const uint32_t *stream;     /* of adc_conv2d_tiles_s8 */
    const uint32_t *stream_end;
    int8_t *output;             /* channel A of the first position */
    int32_t position_step;      /* bytes from one position to the next */
    int32_t shift;
    int32_t is_two_sided;
} adc_conv2d_tile_t;

/* Two channels at a time until the stream ends. */
typedef void adc_conv2d_tile_function(const adc_conv2d_tile_t *tile);

adc_conv2d_tile_function adc_conv2d_tile_of_four;
adc_conv2d_tile_function adc_conv2d_tile_of_one;
adc_conv2d_tile_function adc_conv2d_wide_tile_of_four;
adc_conv2d_tile_function adc_conv2d_wide_tile_of_one;

/* Four rows of int8 words become 16-bit lanes side by side; gives the lanes behind them. Each of the `rows` has `words`
 * words in a row, at any address, and lies `step` bytes behind the one before. */
uint32_t *adc_conv2d_widen_four(uint32_t *lanes, const int8_t *const sources[4], int32_t words, int32_t rows, int32_t step);

#ifdef __cplusplus
}
#endif

#endif
