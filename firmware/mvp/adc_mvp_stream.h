/* What the program registers hold, how they come to hold another program, and how runs are reported: the same for both bodies
 * of adc_mvp.h. */
#ifndef ADC_MVP_STREAM_H
#define ADC_MVP_STREAM_H

#include <stddef.h>

#include "adc_mvp.h"

#define ADC_MVP_PROGRAM_WORDS 68u /* without CMD */
#define ADC_MVP_ARRAYS        5u
#define ADC_MVP_FIRST_ARRAY   8u

typedef struct adc_mvp_held {
    volatile uint32_t *registers;
    const adc_mvp_images_t *images; /* null while it is not known what the registers hold */
    uint32_t index;
    uint32_t segment_count;
    const void *bases[ADC_MVP_SEGMENTS];
    uint32_t addresses[ADC_MVP_SEGMENTS]; /* of the bases, as programs see them; 0 where there is no segment */
    uint32_t words_written;
} adc_mvp_held_t;

/* False when the stream names registers that are not there. An array in a segment that is not there lies nowhere: the
 * program will meet a bus error. */
static inline bool adc_mvp_write_stream(adc_mvp_held_t *held, const uint32_t *stream)
{
    volatile uint32_t *const registers = held->registers;
    const uint32_t head = *stream++;
    const uint32_t *const begin = stream;
    for (uint32_t runs = head & 0xFFu; runs != 0u; runs--) {
        const uint32_t run = *stream++;
        const uint32_t first = run >> 8;
        const uint32_t words = run & 0xFFu;
        if (first + words > ADC_MVP_PROGRAM_WORDS) {
            return false;
        }
        const uint32_t *source = stream;
        stream += words;
        for (volatile uint32_t *target = registers + first; source != stream; target++) {
            *target = *source++;
        }
    }
    for (uint32_t addresses = head >> 8; addresses != 0u; addresses--) {
        const uint32_t word = *stream++;
        if (word >= ADC_MVP_ARRAYS << 29) {
            return false;
        }
        registers[ADC_MVP_FIRST_ARRAY + 4u * (word >> 29)] = held->addresses[(word >> 26) & 7u] + (word & 0x03FFFFFFu);
    }
    held->words_written += (uint32_t)(stream - begin) - (head & 0xFFu);
    return true;
}

static inline bool adc_mvp_has_bases(const adc_mvp_held_t *held, const adc_mvp_segment_t *segments, uint32_t segment_count)
{
    if (segments == NULL || held->segment_count != segment_count) {
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
    if (images == NULL || held->images != images || !adc_mvp_has_bases(held, segments, segment_count)) {
        return NULL;
    }
    const uint32_t next = held->index + 1u;
    if (next < images->count) {
        return index == next ? images->deltas[index] : NULL;
    }
    return index == 0u ? images->wrap : NULL;
}

static inline bool adc_mvp_is_acceptable(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index)
{
    return images != NULL && index < images->count && segment_count <= ADC_MVP_SEGMENTS && (segments != NULL || segment_count == 0u);
}

static inline void adc_mvp_clear_fault(adc_mvp_report_t *report)
{
    report->fault_flags = 0u;
    report->fault_address = 0u;
    report->fault_pc = 0u;
    report->fault_array = 0u;
    report->fault_bus = 0u;
    report->fault_loop = 0u;
}

static inline const adc_mvp_report_t *adc_mvp_complete_report(adc_mvp_report_t *report, const adc_mvp_held_t *held)
{
    report->words_written = held->words_written;
    return report;
}

static inline void adc_mvp_clear_report(adc_mvp_report_t *report, adc_mvp_held_t *held)
{
    *report = (adc_mvp_report_t){ .status = ADC_OK };
    held->words_written = 0u;
}

#endif
