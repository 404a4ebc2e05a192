/* What the program registers hold, and how they come to hold another program: the same for both bodies of adc_mvp.h. */
#ifndef ADC_MVP_STREAM_H
#define ADC_MVP_STREAM_H

#include <stddef.h>

#include "adc_mvp.h"

#define ADC_MVP_PROGRAM_WORDS 68u /* without CMD */
#define ADC_MVP_ARRAYS        5u
#define ADC_MVP_FIRST_ARRAY   8u

typedef struct adc_mvp_held {
    const adc_mvp_images_t *images; /* null while it is not known what the registers hold */
    uint32_t index;
    uint32_t segment_count;
    const void *bases[ADC_MVP_SEGMENTS];
    uint32_t addresses[ADC_MVP_SEGMENTS]; /* of the bases, as programs see them */
    uint32_t words_written;
} adc_mvp_held_t;

/* False when the stream names registers or segments that are not there. */
static inline bool adc_mvp_write_stream(adc_mvp_held_t *held, volatile uint32_t *registers, const uint32_t *stream)
{
    const uint32_t head = *stream++;
    const uint32_t address_count = head >> 8;
    uint32_t written = address_count;
    for (uint32_t runs = head & 0xFFu; runs != 0u; runs--) {
        const uint32_t run = *stream++;
        const uint32_t first = run >> 8;
        uint32_t words = run & 0xFFu;
        if (first + words > ADC_MVP_PROGRAM_WORDS || words == 0u) {
            return false;
        }
        written += words;
        volatile uint32_t *target = registers + first;
        do {
            *target++ = *stream++;
            words--;
        } while (words != 0u);
    }
    for (const uint32_t *const end = stream + address_count; stream != end; stream++) {
        const uint32_t array = *stream >> 29;
        const uint32_t segment = (*stream >> 26) & 7u;
        if (array >= ADC_MVP_ARRAYS || segment >= held->segment_count) {
            return false;
        }
        registers[ADC_MVP_FIRST_ARRAY + 4u * array] = held->addresses[segment] + (*stream & 0x03FFFFFFu);
    }
    held->words_written += written;
    return true;
}

static inline bool adc_mvp_has_bases(const adc_mvp_held_t *held, const adc_mvp_segment_t *segments, uint32_t segment_count)
{
    if (held->segment_count != segment_count) {
        return false;
    }
    for (uint32_t i = 0u; i < segment_count; i++) {
        if (held->bases[i] != segments[i].base) {
            return false;
        }
    }
    return true;
}

/* The stream that leads from what the registers hold to this program, or null when there is none. */
static inline const uint32_t *adc_mvp_next_stream(
    const adc_mvp_held_t *held, const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index)
{
    if (held->images != images || !adc_mvp_has_bases(held, segments, segment_count)) {
        return NULL;
    }
    if (index == held->index + 1u) {
        return images->deltas[index];
    }
    return index == 0u && held->index + 1u == images->count ? images->wrap : NULL;
}

#endif
