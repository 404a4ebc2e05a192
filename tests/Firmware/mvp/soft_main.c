/* Runs programs by adc_mvp_soft.c: cases from the file argv[1], results to the file argv[2], in words of the host.
 *
 * A case is   segment count, for each bytes, writable, content;
 *             program count, for each the length of its stream and the stream; the same for the wrap;
 *             run count, for each the index of a program, or INVALIDATE.
 * A result is for each run of a program: status, program, fault flags, address, pc, array, bus, loop, numeric flags, words
 *             written; and at the end the content of all segments.
 */
#include <stdio.h>
#include <stdlib.h>

#include "adc_mvp.h"

#define INVALIDATE 0xFFFFFFFFu
#define PROGRAMS   64u

static FILE *input;
static FILE *output;

static void give_up(const char *reason)
{
    fprintf(stderr, "%s\n", reason);
    exit(2);
}

static uint32_t read_word(void)
{
    uint32_t word;
    if (fread(&word, sizeof word, 1u, input) != 1u) {
        give_up("the input ends within a case");
    }
    return word;
}

static void write_word(uint32_t word)
{
    if (fwrite(&word, sizeof word, 1u, output) != 1u) {
        give_up("the output cannot be written");
    }
}

/* Exactly as large as asked, so that a sanitizer sees each access beyond. */
static void *read_block(size_t bytes)
{
    void *block = malloc(bytes == 0u ? 1u : bytes);
    if (block == NULL || fread(block, 1u, bytes, input) != bytes) {
        give_up("the input ends within a block");
    }
    return block;
}

static uint32_t *read_stream(void)
{
    const uint32_t length = read_word();
    return read_block(length * sizeof(uint32_t));
}

static void write_report(adc_status_t status)
{
    const adc_mvp_report_t *report = adc_mvp_report();
    write_word((uint32_t)status);
    write_word(report->program);
    write_word(report->fault_flags);
    write_word(report->fault_address);
    write_word(report->fault_pc);
    write_word(report->fault_array);
    write_word(report->fault_bus);
    write_word(report->fault_loop);
    write_word(report->numeric_flags);
    write_word(report->words_written);
}

/* In each of the three ways. */
static adc_status_t run_one(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index, uint32_t way)
{
    if (way == 0u) {
        return adc_mvp_run(images, segments, segment_count, index, 1u);
    }
    adc_status_t status = adc_mvp_start(images, segments, segment_count, index, 1u);
    if (status == ADC_PENDING && adc_mvp_start(images, segments, segment_count, index, 1u) != ADC_ERROR_STATE) {
        give_up("a run was started twice");
    }
    if (way == 1u && status == ADC_PENDING) {
        return adc_mvp_finish();
    }
    while (status == ADC_PENDING) {
        status = adc_mvp_poll();
    }
    return status;
}

static void run_programs(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count)
{
    for (uint32_t runs = read_word(); runs != 0u; runs--) {
        const uint32_t index = read_word();
        if (index == INVALIDATE) {
            adc_mvp_invalidate();
        } else {
            adc_mvp_report_clear();
            write_report(run_one(images, segments, segment_count, index, runs % 3u));
        }
    }
}

static void run_case(uint32_t segment_count)
{
    adc_mvp_segment_t segments[ADC_MVP_SEGMENTS];
    void *contents[ADC_MVP_SEGMENTS];
    uint32_t *streams[PROGRAMS];
    if (segment_count > ADC_MVP_SEGMENTS) {
        give_up("too many segments");
    }
    for (uint32_t i = 0u; i < segment_count; i++) {
        segments[i].bytes = read_word();
        segments[i].writable = read_word() != 0u;
        contents[i] = read_block(segments[i].bytes);
        segments[i].base = contents[i];
    }
    const uint32_t program_count = read_word();
    if (program_count > PROGRAMS) {
        give_up("too many programs");
    }
    for (uint32_t i = 0u; i < program_count; i++) {
        streams[i] = read_stream();
    }
    uint32_t *wrap = read_stream();
    const adc_mvp_images_t images = { .deltas = (const uint32_t *const *)streams, .wrap = wrap, .count = program_count };

    run_programs(&images, segments, segment_count);
    adc_mvp_invalidate(); /* these images are gone */

    for (uint32_t i = 0u; i < segment_count; i++) {
        if (fwrite(contents[i], 1u, segments[i].bytes, output) != segments[i].bytes) {
            give_up("the output cannot be written");
        }
        free(contents[i]);
    }
    for (uint32_t i = 0u; i < program_count; i++) {
        free(streams[i]);
    }
    free(wrap);
}

int main(int argc, char **argv)
{
    input = argc == 3 ? fopen(argv[1], "rb") : NULL;
    output = argc == 3 ? fopen(argv[2], "wb") : NULL;
    if (input == NULL || output == NULL) {
        give_up("usage: soft_main INPUT OUTPUT");
    }
    if (adc_mvp_init() != ADC_OK) {
        give_up("the accelerator could not be initialised");
    }
    uint32_t segment_count;
    while (fread(&segment_count, sizeof segment_count, 1u, input) == 1u) {
        run_case(segment_count);
    }
    return fclose(input) == 0 && fclose(output) == 0 ? 0 : 2;
}
