#include "adc_strip.h"

#include "adc_dsp.h"

static void strip_fill(int8_t *target, int32_t value, int32_t words)
{
    const uint32_t word = (uint32_t)(uint8_t)value * 0x01010101u;
    for (; words > 0; words--) {
        adc_store_word(target, word);
        target += 4;
    }
}

static void strip_copy(int8_t *target, const int8_t *source, int32_t count)
{
    for (; count >= 16; count -= 16) {
        const uint32_t a = adc_load_word(source);
        const uint32_t b = adc_load_word(source + 4);
        const uint32_t c = adc_load_word(source + 8);
        const uint32_t d = adc_load_word(source + 12);
        adc_store_word(target, a);
        adc_store_word(target + 4, b);
        adc_store_word(target + 8, c);
        adc_store_word(target + 12, d);
        target += 16;
        source += 16;
    }
    for (; count > 0; count--) {
        *target++ = *source++;
    }
}

void adc_strip_clear(const adc_strip_t *strip, int32_t rows)
{
    strip_fill(strip->bytes, strip->zero_point, rows * strip->pitch / 4);
}

void adc_strip_load(const adc_strip_t *strip, const int8_t *image, int32_t top, int32_t rows)
{
    const int32_t room = strip->pitch - strip->left;
    const int32_t size = strip->row_size < room ? strip->row_size : room;
    int8_t *row = strip->bytes;
    for (int32_t y = top; y < top + rows; y++) {
        if (y < 0 || y >= strip->height) {
            strip_fill(row, strip->zero_point, strip->pitch / 4);
        } else {
            strip_copy(row + strip->left, image + y * strip->row_size, size);
        }
        row += strip->pitch;
    }
}
