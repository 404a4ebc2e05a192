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

/* Moves both pointers on. An interrupted store of several registers begins again: the same words are written twice. */
static inline void adc_mvp_copy_four(volatile uint32_t **target, const uint32_t **source)
{
#ifdef __arm__
    __asm volatile("ldmia %0!, {r4, r5, r6, r12} \n\t stmia %1!, {r4, r5, r6, r12}"
                   : "+&r"(*source), "+&r"(*target) : : "r4", "r5", "r6", "r12", "memory");
#else
    for (uint32_t i = 0u; i < 4u; i++) {
        *(*target)++ = *(*source)++;
    }
#endif
}

/* The end of the stream, or null when it names registers that are not there. An array in a segment that is not there lies
 * nowhere: the program will meet a bus error. */
static inline const uint32_t *adc_mvp_write_stream(const adc_mvp_held_t *held, const uint32_t *stream)
{
    volatile uint32_t *const registers = held->registers;
    volatile uint32_t *const arrays = registers + ADC_MVP_FIRST_ARRAY;
    const uint32_t *const bases = held->addresses;
    const uint32_t head = *stream++;
    for (uint32_t runs = head & 0xFFu; runs != 0u; runs--) {
        const uint32_t run = *stream++;
        uint32_t words = run & 0xFFu;
        volatile uint32_t *target = registers + (run >> 8);
        if ((run >> 8) + words > ADC_MVP_PROGRAM_WORDS) {
            return NULL;
        }
        for (; words >= 4u; words -= 4u) {
            adc_mvp_copy_four(&target, &stream);
        }
        for (; words != 0u; words--) {
            *target++ = *stream++;
        }
    }
    for (uint32_t addresses = head >> 8; addresses != 0u; addresses--) {
        const uint32_t word = *stream++;
        if (word >= ADC_MVP_ARRAYS << 29) {
            return NULL;
        }
        arrays[4u * (word >> 29)] = bases[(word >> 26) & 7u] + (word & 0x03FFFFFFu);
    }
    return stream;
}

/* Of a stream that was written, and where it ended. */
static inline uint32_t adc_mvp_words_of(const uint32_t *stream, const uint32_t *end)
{
    return (uint32_t)(end - stream) - 1u - (*stream & 0xFFu);
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

/* The stream that leads from what the registers hold to the first of these programs, or null when there is none. */
static inline const uint32_t *adc_mvp_next_stream(
    const adc_mvp_held_t *held, const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count,
    uint32_t first, uint32_t count)
{
    if (images == NULL || held->images != images || !adc_mvp_has_bases(held, segments, segment_count)) {
        return NULL;
    }
    const uint32_t next = held->index + 1u;
    if (first >= images->count || count - 1u >= images->count - first) {
        return NULL;
    }
    return first == next ? images->deltas[first] : first == 0u && next == images->count ? images->wrap : NULL;
}

static inline bool adc_mvp_is_acceptable(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t count)
{
    return images != NULL && first < images->count && count - 1u < images->count - first
        && segment_count <= ADC_MVP_SEGMENTS && (segments != NULL || segment_count == 0u);
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
