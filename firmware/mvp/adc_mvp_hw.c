#include "adc_mvp.h"

#include "adc_mvp_registers.h"
#include "adc_mvp_stream.h"
#include "registers.h"

/* ADC_MVP_BUSY_POLL makes the core wait awake. ADC_MVP_TIME_LIMIT is the time after which a program counts as stuck. */
#ifndef ADC_MVP_TIME_LIMIT
#define ADC_MVP_TIME_LIMIT 78000000u
#endif

/* The wait is bounded without a timer, for timers belong to the application and the core's cycle counter stands still in
 * sleep. A look at the block takes 8 cycles at least. Sleep is bounded by the block's own counter of run cycles, which
 * raises the interrupt at each overflow: while a program runs, the core wakes at least every 2^24 cycles. A block that
 * does not run at all is not slept on. */
#define CYCLES_PER_LOOK    8u
#define LOOKS              (ADC_MVP_TIME_LIMIT / CYCLES_PER_LOOK)
#define LOOKS_PER_OVERFLOW (MVP_PERF_OVERFLOW / CYCLES_PER_LOOK)
#define FINISHED    (MVP_IF_PROGDONE | MVP_IF_FAULTS)
#define OVERFLOWS   (MVP_IF_PERFCNT0 | MVP_IF_PERFCNT1)
#define INTERRUPTS  (FINISHED | OVERFLOWS)

typedef enum state {
    STATE_OFF,  /* before initialisation */
    STATE_LOST, /* initialised, but registers and settings may be lost */
    STATE_READY,
    STATE_BUSY
} state_t;

/* A run that was started and has not ended. */
typedef struct run {
    const adc_mvp_images_t *images; /* null while there is none */
    uint32_t rest;                  /* programs behind the one that runs */
    uint32_t looks;                 /* at the one that runs */
} run_t;

static state_t state;
static run_t under_way;
static adc_mvp_callback_t on_done;
static void *on_done_argument;
static adc_mvp_report_t report;
static adc_mvp_held_t held = { .registers = (volatile uint32_t *)MVP_PROGRAM };

void MVP_IRQHandler(void);

/* Ends sleep: the flags stay for the waiting program, the interrupt is off until it sleeps again or polls. */
void MVP_IRQHandler(void)
{
    register_clear(MVP_IEN, INTERRUPTS);
    __asm volatile("dsb" : : : "memory");
    if (under_way.images != NULL && on_done != NULL) {
        on_done(on_done_argument);
    }
}

static inline void lock(void)
{
#ifdef ADC_MVP_LOCKS
    adc_mvp_lock();
#endif
}

/* A started run that goes on keeps the lock. */
static inline adc_status_t unlock(adc_status_t status)
{
#ifdef ADC_MVP_LOCKS
    if (status != ADC_PENDING) {
        adc_mvp_unlock();
    }
#endif
    return status;
}

__attribute__((noinline)) static bool configure(void)
{
    held.images = NULL;
    register_set(CMU_CLKEN1, CMU_CLKEN1_MVP);
    (void)register_read(CMU_CLKEN1);
    register_set(MVP_EN, MVP_EN_EN);
    if (register_read(MVP_EN) != MVP_EN_EN || !register_poll(MVP_STATUS, MVP_STATUS_IDLE, MVP_STATUS_IDLE)) {
        return false;
    }
    register_write(MVP_CFG, MVP_CFG_PERF_RUN_STALL);
    register_clear(MVP_IF, MVP_IF_ALL);
    register_write(NVIC_ICPR_MVP, NVIC_MVP);
#ifndef ADC_MVP_BUSY_POLL
    register_set(MVP_IEN, INTERRUPTS);
    register_write(NVIC_ISER_MVP, NVIC_MVP);
#endif
    state = STATE_READY;
    return true;
}

__attribute__((noinline)) static void stop(void)
{
    held.images = NULL;
    state = STATE_LOST;
    register_write(MVP_CMD, MVP_CMD_HALT);
    (void)register_poll(MVP_STATUS, MVP_STATUS_RUNNING, 0u);
    register_set(MVP_SWRST, MVP_SWRST_SWRST);
    (void)register_poll(MVP_SWRST, MVP_SWRST_RESETTING, 0u);
}

__attribute__((noinline)) static adc_status_t failed(adc_status_t status, uint32_t index)
{
    report.status = status;
    report.program = index;
    adc_mvp_clear_fault(&report);
    return status;
}

__attribute__((noinline)) static adc_status_t faulted(uint32_t flags, uint32_t index)
{
    const uint32_t where = register_read(MVP_FAULTSTATUS);
    (void)failed(ADC_ERROR_ACCELERATOR_FAULT, index);
    report.fault_flags = flags & MVP_IF_FAULTS;
    report.fault_address = register_read(MVP_FAULTADDR);
    report.fault_pc = where & 7u;
    report.fault_array = (where >> 8) & 7u;
    report.fault_bus = (where >> 12) & 3u;
    report.fault_loop = (where >> 16) & 0xFu;
    stop();
    return ADC_ERROR_ACCELERATOR_FAULT;
}

/* Apart from its callers it finds enough registers to be fast. */
__attribute__((noinline)) static const uint32_t *write(const uint32_t *stream)
{
    return adc_mvp_write_stream(&held, stream);
}

/* Makes the registers hold all of the program before this one, whatever they hold now, and answers how to go on. */
__attribute__((noinline)) static adc_status_t begin_anew(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index, uint32_t count,
    const uint32_t **stream)
{
    if (!adc_mvp_is_acceptable(images, segments, segment_count, index, count)) {
        return ADC_ERROR_ARGUMENT;
    }
    if (state == STATE_OFF || state == STATE_BUSY) {
        return ADC_ERROR_STATE;
    }
    if (state == STATE_LOST && !configure()) {
        return failed(ADC_ERROR_ACCELERATOR_FAULT, index);
    }

    held.images = NULL;
    held.segment_count = segment_count;
    for (uint32_t i = 0u; i < ADC_MVP_SEGMENTS; i++) {
        held.bases[i] = i < segment_count ? segments[i].base : NULL;
        held.addresses[i] = (uint32_t)(uintptr_t)held.bases[i];
    }
    for (uint32_t i = 0u; i < index; i++) {
        const uint32_t *const end = write(images->deltas[i]);
        if (end == NULL) {
            return failed(ADC_ERROR_ARGUMENT, index);
        }
        held.words_written += adc_mvp_words_of(images->deltas[i], end);
    }
    *stream = images->deltas[index];
    return ADC_OK;
}

__attribute__((noinline)) static void count_overflows(uint32_t flags)
{
    if ((flags & MVP_IF_PERFCNT0) != 0u) {
        report.run_cycles += MVP_PERF_OVERFLOW;
    }
    if ((flags & MVP_IF_PERFCNT1) != 0u) {
        report.stall_cycles += MVP_PERF_OVERFLOW;
    }
}

/* Whether the block's interrupt would end sleep here, and sleep would be EM1: not in a handler or behind a priority mask. */
static inline bool can_sleep(void)
{
#ifdef ADC_MVP_BUSY_POLL
    return false;
#else
    uint32_t exception;
    uint32_t priority;
    __asm volatile("mrs %0, ipsr" : "=r"(exception));
    __asm volatile("mrs %0, basepri" : "=r"(priority));
    return (exception | priority | (register_read(SCB_SCR) & SCB_SCR_SLEEPDEEP)) == 0u && (register_read(NVIC_ISER_MVP) & NVIC_MVP) != 0u;
#endif
}

static inline uint32_t mask_interrupts(void)
{
    uint32_t before;
    __asm volatile("mrs %0, primask \n\t cpsid i" : "=r"(before) : : "memory");
    return before;
}

static inline void restore_interrupts(uint32_t before)
{
    __asm volatile("msr primask, %0" : : "r"(before) : "memory");
}

/* The flags of the finished program, cleared in the block; 0 when time is over. */
__attribute__((always_inline)) static inline uint32_t wait(void)
{
    const bool sleeps = can_sleep();
    const uint32_t before = mask_interrupts();
    uint32_t flags = register_read(MVP_IF);
    for (uint32_t looks = 0u; (flags & FINISHED) == 0u; looks++) {
        if (looks >= LOOKS) {
            restore_interrupts(before);
            return 0u;
        }
        if ((flags & OVERFLOWS) != 0u) {
            register_clear(MVP_IF, flags & OVERFLOWS);
            count_overflows(flags);
            looks += (flags & MVP_IF_PERFCNT0) != 0u ? LOOKS_PER_OVERFLOW : 0u;
        } else if (sleeps && (register_read(MVP_STATUS) & MVP_STATUS_RUNNING) != 0u) {
            /* An interrupt that came since the look is pending and lets WFI pass. */
            register_set(MVP_IEN, INTERRUPTS);
            __asm volatile("dsb \n\t wfi" : : : "memory");
            flags = register_read(MVP_IF);
            if ((flags & FINISHED) != 0u) {
                break;
            }
        }

        /* The others' turn. */
        restore_interrupts(before);
        (void)mask_interrupts();
        flags = register_read(MVP_IF);
    }

    /* Nothing is left for the handler to do. */
    register_clear(MVP_IF, flags);
    (void)register_read(MVP_IF);
    register_write(NVIC_ICPR_MVP, NVIC_MVP);
    restore_interrupts(before);
    return flags;
}

static void start(void)
{
    __asm volatile("dsb" : : : "memory");
    register_write(MVP_CMD, MVP_CMD_START);
    __asm volatile("" : : : "memory");
}

/* Reports how a program ended, from the flags at its end. */
__attribute__((always_inline)) static inline adc_status_t conclude(uint32_t index, uint32_t flags)
{
    report.numeric_flags |= flags & MVP_IF_NUMERIC;
    if ((flags & OVERFLOWS) != 0u) {
        count_overflows(flags);
    }
    if ((flags & MVP_IF_FAULTS) != 0u) {
        return faulted(flags, index);
    }
    if (flags == 0u || !register_poll(MVP_STATUS, MVP_STATUS_IDLE, MVP_STATUS_IDLE)) {
        stop();
        return failed(ADC_ERROR_ACCELERATOR_TIMEOUT, index);
    }

    report.run_cycles += register_read(MVP_PERF0CNT);
    report.stall_cycles += register_read(MVP_PERF1CNT);
    return (flags & ADC_MVP_WRONG_RESULT) == 0u ? ADC_OK : failed(ADC_ERROR_NUMERIC, index);
}

adc_status_t adc_mvp_init(void)
{
    if (state == STATE_BUSY) {
        return ADC_ERROR_STATE;
    }
    return state == STATE_READY || configure() ? ADC_OK : ADC_ERROR_ACCELERATOR_FAULT;
}

void adc_mvp_invalidate(void)
{
    held.images = NULL;
    if (state == STATE_READY) {
        state = STATE_LOST;
        register_set(CMU_CLKEN1, CMU_CLKEN1_MVP);
        (void)register_read(CMU_CLKEN1);
        register_clear(MVP_EN, MVP_EN_EN);
        (void)register_poll(MVP_EN, MVP_EN_DISABLING, 0u);
    }
}

__attribute__((always_inline)) static inline adc_status_t run(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    const uint32_t *stream = NULL;
    if (state == STATE_READY) {
        stream = adc_mvp_next_stream(&held, images, segments, segment_count, first, program_count);
    }
    if (stream == NULL) {
        const adc_status_t status = begin_anew(images, segments, segment_count, first, program_count, &stream);
        if (status != ADC_OK) {
            return status;
        }
    }

    state = STATE_BUSY;
    held.images = images;
    for (uint32_t index = first;; index++) {
        const uint32_t *const end = write(stream);
        if (end == NULL) {
            held.images = NULL;
            state = STATE_READY;
            return failed(ADC_ERROR_ARGUMENT, index);
        }
        start();

        /* What follows costs no time while the program runs. */
        held.index = index;
        held.words_written += adc_mvp_words_of(stream, end);
        report.programs++;
        program_count--;
        stream = program_count != 0u ? images->deltas[index + 1u] : NULL;
        const adc_status_t status = conclude(index, wait());
        if (status != ADC_OK || program_count == 0u) {
            state = state == STATE_BUSY ? STATE_READY : state;
            return status;
        }
    }
}

adc_status_t adc_mvp_run(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    lock();
    return unlock(run(images, segments, segment_count, first, program_count));
}

/* As adc_mvp_run begins each program, apart from it so that it stays quick. */
static adc_status_t launch(const uint32_t *stream, uint32_t index)
{
    const uint32_t *const end = write(stream);
    if (end == NULL) {
        held.images = NULL;
        under_way.images = NULL;
        state = STATE_READY;
        return failed(ADC_ERROR_ARGUMENT, index);
    }
#ifndef ADC_MVP_BUSY_POLL
    register_set(MVP_IEN, INTERRUPTS);
#endif
    start();
    held.index = index;
    held.words_written += adc_mvp_words_of(stream, end);
    report.programs++;
    under_way.looks = 0u;
    return ADC_PENDING;
}

/* Goes on after the end of a program. */
static adc_status_t go_on(uint32_t flags)
{
    const adc_status_t status = conclude(held.index, flags);
    if (status == ADC_OK && under_way.rest != 0u) {
        under_way.rest--;
        return launch(under_way.images->deltas[held.index + 1u], held.index + 1u);
    }
    under_way.images = NULL;
    state = state == STATE_BUSY ? STATE_READY : state;
    return status;
}

static adc_status_t begin(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    const uint32_t *stream = NULL;
    if (state == STATE_READY) {
        stream = adc_mvp_next_stream(&held, images, segments, segment_count, first, program_count);
    }
    if (stream == NULL) {
        const adc_status_t status = begin_anew(images, segments, segment_count, first, program_count, &stream);
        if (status != ADC_OK) {
            return status;
        }
    }
    state = STATE_BUSY;
    held.images = images;
    under_way.images = images;
    under_way.rest = program_count - 1u;
    return launch(stream, first);
}

adc_status_t adc_mvp_start(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    lock();
    return unlock(begin(images, segments, segment_count, first, program_count));
}

adc_status_t adc_mvp_poll(void)
{
    if (under_way.images == NULL) {
        return ADC_ERROR_STATE;
    }
    const uint32_t flags = register_read(MVP_IF);
    if ((flags & FINISHED) == 0u) {
        if ((flags & OVERFLOWS) != 0u) {
            register_clear(MVP_IF, flags & OVERFLOWS);
            count_overflows(flags);
            under_way.looks += (flags & MVP_IF_PERFCNT0) != 0u ? LOOKS_PER_OVERFLOW : 0u;
#ifndef ADC_MVP_BUSY_POLL
            register_set(MVP_IEN, INTERRUPTS);
#endif
        }
        under_way.looks++;
        return under_way.looks < LOOKS ? ADC_PENDING : unlock(go_on(0u));
    }
    register_clear(MVP_IF, flags);
    (void)register_read(MVP_IF);
    register_write(NVIC_ICPR_MVP, NVIC_MVP);
    return unlock(go_on(flags));
}

adc_status_t adc_mvp_finish(void)
{
    adc_status_t status = ADC_PENDING;
    if (under_way.images == NULL) {
        return ADC_ERROR_STATE;
    }
    while (status == ADC_PENDING) {
        status = go_on(wait());
    }
    return unlock(status);
}

void adc_mvp_on_done(adc_mvp_callback_t callback, void *argument)
{
    on_done = NULL; /* the handler never sees a pair of two calls */
    __asm volatile("" : : : "memory");
    on_done_argument = argument;
    __asm volatile("" : : : "memory");
    on_done = callback;
}

const adc_mvp_report_t *adc_mvp_report(void)
{
    return adc_mvp_complete_report(&report, &held);
}

void adc_mvp_report_clear(void)
{
    adc_mvp_clear_report(&report, &held);
}
