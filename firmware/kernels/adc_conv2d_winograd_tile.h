/* Inside of adc_conv2d_winograd_s8: four tiles of two by two output positions side by side. */
#ifndef ADC_CONV2D_WINOGRAD_TILE_H
#define ADC_CONV2D_WINOGRAD_TILE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What four tiles are computed from and where to; known to the assembly by its order. */
typedef struct adc_winograd_tiles {
    const uint32_t *lanes;      /* transformed inputs [16, pairs of channels, 4 tiles] */
    const uint32_t *stream;     /* of adc_conv2d_winograd_s8 */
    const uint32_t *stream_end;
    int8_t *output;             /* channel 0 of the first position */
    int32_t row_step;           /* bytes from one output row to the next */
    int32_t column_step;        /* bytes from one position to the next */
    int32_t shift;
    int32_t pairs;              /* of input channels */
} adc_winograd_tiles_t;

/* All output channels of four tiles, two at a time: for 16 or 32 input channels, or any multiple of 16; with one addend
 * for all sums, or with another for those below zero. */
typedef void adc_winograd_channels_t(const adc_winograd_tiles_t *tiles);

adc_winograd_channels_t adc_winograd_16_one_sided;
adc_winograd_channels_t adc_winograd_32_one_sided;
adc_winograd_channels_t adc_winograd_any_one_sided;
adc_winograd_channels_t adc_winograd_16_two_sided;
adc_winograd_channels_t adc_winograd_32_two_sided;
adc_winograd_channels_t adc_winograd_any_two_sided;

/* The transformed inputs of four tiles, from four rows of ten positions. `pitch` bytes lie between rows. */
void adc_winograd_input(uint32_t *lanes, const int8_t *source, int32_t pitch, int32_t channels);

#ifdef __cplusplus
}
#endif

#endif
