/* Runs programs on the Matrix Vector Processor. Two bodies: adc_mvp_hw.c drives the EFR32xG24's registers, adc_mvp_soft.c
 * interprets the same words on a host. One program runs at a time; run returns when it has finished.
 *
 * A program image is 69 words, the registers at offsets 0x064 to 0x174 in ascending order:
 *   0 to 7 ALU, 8 to 27 ARRAY (5 of 4), 28 to 43 LOOP (8 of 2), 44 to 67 INSTR (8 of 3), 68 CMD.
 * Images are stored as streams that hold only what a program changes in the registers that its predecessor left:
 *   word 0    run_count | address_count << 8
 *   per run   first_word_index << 8 | word_count, then its words for consecutive registers
 *   then      address_count words: array << 29 | segment << 26 | byte_offset, each for ARRAYaADDRCFG = segment's base + offset
 * A stream never holds CMD. It holds every ALU register that must be preset and that an earlier program may have changed;
 * the other registers keep their values while programs run.
 */
#ifndef ADC_MVP_H
#define ADC_MVP_H

#include <stdbool.h>
#include <stdint.h>

#include "adc_status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ADC_MVP_SEGMENTS 8u

/* Memory that programs address: an arena, constants in flash, constants in RAM. At most 64 MiB. */
typedef struct adc_mvp_segment {
    const void *base;
    uint32_t bytes;
    bool writable;
} adc_mvp_segment_t;

typedef struct adc_mvp_images {
    const uint32_t *const *deltas; /* [count]; the first assumes nothing, each other one its predecessor */
    const uint32_t *wrap;          /* program 0 relative to program count - 1, for the next round; may be null */
    uint32_t count;
} adc_mvp_images_t;

/* Bits of the flags in a report, as in the register IF. */
#define ADC_MVP_ALU_NAN               (1u << 10)
#define ADC_MVP_ALU_OVERFLOW          (1u << 12)
#define ADC_MVP_ALU_UNDERFLOW         (1u << 13)
#define ADC_MVP_STORE_SATURATED       (1u << 14)
#define ADC_MVP_STORE_UNDERFLOW       (1u << 15)
#define ADC_MVP_STORE_INFINITE        (1u << 16)
#define ADC_MVP_STORE_NAN             (1u << 17)
#define ADC_MVP_LOOP_FAULT            (1u << 24)
#define ADC_MVP_BUS_FAULT             (1u << 25)
#define ADC_MVP_ALIGNMENT_FAULT       (1u << 26)
#define ADC_MVP_ALU_FAULT             (1u << 27)
#define ADC_MVP_ARRAY_FAULT           (1u << 28)

/* Flags that mean a wrong result. A saturated store is how programs clamp; underflow costs a fraction of a rounding step. */
#define ADC_MVP_WRONG_RESULT (ADC_MVP_ALU_NAN | ADC_MVP_ALU_OVERFLOW | ADC_MVP_STORE_INFINITE | ADC_MVP_STORE_NAN)

typedef struct { /* no tag: C++ would confuse it with the function */
    /* The latest failure; status is ADC_OK while there was none. The fault members are 0 unless it was a fault. */
    adc_status_t status;
    uint32_t program;       /* its index */
    uint32_t fault_flags;
    uint32_t fault_address; /* of the access, for bus and alignment faults; (segment + 1) << 28 | offset in adc_mvp_soft.c */
    uint32_t fault_pc;
    uint32_t fault_array;
    uint32_t fault_bus;     /* 1 first load, 2 second load, 3 store */
    uint32_t fault_loop;

    /* Since the start or adc_mvp_report_clear(). */
    uint32_t numeric_flags;
    uint32_t programs;      /* started */
    uint32_t words_written; /* program registers, CMD not counted */
    uint64_t run_cycles;    /* both 0 in adc_mvp_soft.c, which has no notion of time */
    uint64_t stall_cycles;
} adc_mvp_report_t;

/* Clock, interrupt and cycle counters. Needed once; calling it again does no harm. ADC_ERROR_ACCELERATOR_FAULT when the
 * block does not answer. */
adc_status_t adc_mvp_init(void);

/* Disables the block and assumes its registers lost. Call it before or after EM2, or when something else has used the
 * block. The next run enables it again and writes whole programs. */
void adc_mvp_invalidate(void);

/* Runs program_count programs, from the first in ascending order, each to its end; ends with the first that fails. Programs
 * that run in ascending order, round after round, cost least; any order is right.
 *
 * ADC_ERROR_ARGUMENT             the arguments or the stream contradict each other; the program was not started
 * ADC_ERROR_STATE                before adc_mvp_init(), or while another run is under way
 * ADC_ERROR_ACCELERATOR_FAULT    halted within the program; what was stored before stays stored
 * ADC_ERROR_ACCELERATOR_TIMEOUT  still running after ADC_MVP_TIME_LIMIT cycles (1 s unless the build says otherwise), and stopped
 * ADC_ERROR_NUMERIC              finished, but with one of ADC_MVP_WRONG_RESULT */
adc_status_t adc_mvp_run(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count);

/* The same without waiting: adc_mvp_start returns as soon as the first program runs, and the core is free meanwhile.
 * adc_mvp_poll looks whether the program has ended and starts the next one; adc_mvp_finish waits for the last one's end, as
 * adc_mvp_run does. What the pointers point at must stay until then. The end of a program wakes a core that sleeps in EM1.
 *
 * ADC_PENDING                    programs run or remain: call adc_mvp_poll or adc_mvp_finish
 * ADC_OK                         all have ended; adc_mvp_start never says so
 * ADC_ERROR_STATE                of adc_mvp_poll and adc_mvp_finish: nothing was started
 * and all others as above, which end the run. A block that does not run at all is noticed after as many looks as adc_mvp_run
 * takes, however far apart they are. */
adc_status_t adc_mvp_start(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count);

adc_status_t adc_mvp_poll(void);

adc_status_t adc_mvp_finish(void);

/* Names a function that the block's interrupt calls while a started run is under way: a program has ended, or its counters need
 * a look, and adc_mvp_poll has something to do. It runs in the interrupt's handler: it may set a flag or give a semaphore, and must
 * not call the driver. NULL for none. A build with ADC_MVP_BUSY_POLL has no interrupt and never calls it; adc_mvp_soft.c calls it
 * from adc_mvp_start and adc_mvp_poll. */
typedef void (*adc_mvp_callback_t)(void *argument);

void adc_mvp_on_done(adc_mvp_callback_t callback, void *argument);

/* There is one accelerator, and this driver's state is the only one that models share: each has its own in its context. Calls of
 * several threads must not overlap. Either they hold a mutex around whole inferences, or the build defines ADC_MVP_LOCKS and the
 * application has these two functions: a recursive mutex, for example, which adc_mvp_run holds until it returns, and a started
 * run until its end, so that start, poll and finish of a run belong to one thread. Threads then take turns layer by layer. */
#ifdef ADC_MVP_LOCKS
void adc_mvp_lock(void);
void adc_mvp_unlock(void);
#endif

/* Never null. */
const adc_mvp_report_t *adc_mvp_report(void);

void adc_mvp_report_clear(void);

#ifdef __cplusplus
}
#endif

#endif
