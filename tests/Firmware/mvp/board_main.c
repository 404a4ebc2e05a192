/* Runs generated programs for two rounds and says how each ended; then sleeps, for a debugger to call the driver.
 *
 *   mvp round <n> program <n> <status in words>
 *   mvp fault program <n> flags <hex> address <hex> pc <n> array <n> bus <n> loop <n>       (after a fault)
 *   mvp output <hexadecimal digits>                                                         (after each round)
 *   mvp total programs <n> words <n> run <n> stall <n>
 */
#include "board_main.h"

#include <stddef.h>

#include "registers.h"
#include "console.h"

uint32_t load_word(const volatile uint32_t *address);
void store_word(volatile uint32_t *address, uint32_t value);
void spin(uint32_t count);
adc_status_t run_one(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index);
adc_status_t run_several(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range);
adc_status_t run_behind_priority(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index);
adc_status_t run_masked(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index);
adc_status_t run_counting(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range);
adc_status_t run_finishing(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range);
adc_status_t run_called_back(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range);
void SysTick_Handler(void);

static volatile uint32_t ticks; /* of the core's timer */
static volatile uint32_t turns; /* of what the core does between looks at the block */
static volatile uint32_t calls; /* back from the driver's interrupt */

#ifdef ADC_MVP_LOCKS
static volatile uint32_t locks;
static volatile uint32_t unlocks;

void adc_mvp_lock(void)
{
    locks++;
}

void adc_mvp_unlock(void)
{
    unlocks++;
}
#endif

void SysTick_Handler(void)
{
    ticks++;
}

uint32_t load_word(const volatile uint32_t *address)
{
    return *address;
}

void store_word(volatile uint32_t *address, uint32_t value)
{
    *address = value;
}

void spin(uint32_t count)
{
    for (volatile uint32_t turn = 0u; turn < count; turn++) {
    }
}

adc_status_t run_one(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index)
{
    return adc_mvp_run(images, segments, count, index, 1u);
}

/* Of two halves, the number of programs and the index of the first. */
adc_status_t run_several(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range)
{
    return adc_mvp_run(images, segments, count, range & 0xFFFFu, range >> 16);
}

/* As run_several, but works meanwhile. */
adc_status_t run_counting(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range)
{
    adc_status_t status = adc_mvp_start(images, segments, count, range & 0xFFFFu, range >> 16);
    while (status == ADC_PENDING) {
        turns++;
        status = adc_mvp_poll();
    }
    return status;
}

/* As run_several, but asks for a run while another one is under way, and waits for the end of the first one. */
adc_status_t run_finishing(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range)
{
    const adc_status_t started = adc_mvp_start(images, segments, count, range & 0xFFFFu, range >> 16);
    if (started != ADC_PENDING) {
        return started;
    }
    const bool refuses = run_several(images, segments, count, range) == ADC_ERROR_STATE
        && adc_mvp_start(images, segments, count, range & 0xFFFFu, range >> 16) == ADC_ERROR_STATE;
    const adc_status_t status = adc_mvp_finish();
    return refuses && adc_mvp_finish() == ADC_ERROR_STATE ? status : ADC_ERROR_ARGUMENT;
}

static void count_call(void *argument)
{
    (*(volatile uint32_t *)argument)++;
}

/* As run_several, but sleeps until it is called back, and never asks before. */
adc_status_t run_called_back(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t range)
{
    uint32_t seen = calls;
    adc_mvp_on_done(count_call, (void *)(uintptr_t)&calls);
    adc_status_t status = adc_mvp_start(images, segments, count, range & 0xFFFFu, range >> 16);
    while (status == ADC_PENDING) {
        __asm volatile("cpsid i" : : : "memory");
        while (calls == seen) {
            __asm volatile("wfi \n\t cpsie i \n\t isb \n\t cpsid i" : : : "memory");
        }
        seen = calls;
        __asm volatile("cpsie i" : : : "memory");
        status = adc_mvp_poll();
    }
    adc_mvp_on_done(NULL, NULL);
    return status;
}

adc_status_t run_behind_priority(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index)
{
    uint32_t priority = 0x10u;
    __asm volatile("msr basepri, %0" : : "r"(priority));
    const adc_status_t status = run_one(images, segments, count, index);
    priority = 0u;
    __asm volatile("msr basepri, %0" : : "r"(priority));
    return status;
}

adc_status_t run_masked(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t count, uint32_t index)
{
    __asm volatile("cpsid i");
    const adc_status_t status = run_one(images, segments, count, index);
    uint32_t mask;
    __asm volatile("mrs %0, primask \n\t cpsie i" : "=r"(mask));
    return mask == 1u ? status : ADC_ERROR_STATE;
}

static void text_and_number(const char *text, uint32_t number)
{
    console_text(text);
    console_decimal(number);
}

static void text_and_word(const char *text, uint32_t word)
{
    console_text(text);
    console_hexadecimal(word);
}

static void print_fault(const adc_mvp_report_t *report)
{
    text_and_number("mvp fault program ", report->program);
    text_and_word(" flags ", report->fault_flags);
    text_and_word(" address ", report->fault_address);
    text_and_number(" pc ", report->fault_pc);
    text_and_number(" array ", report->fault_array);
    text_and_number(" bus ", report->fault_bus);
    text_and_number(" loop ", report->fault_loop);
    console_text("\n");
}

static void print_output(void)
{
    console_text("mvp output ");
    for (uint32_t i = 0u; i < app_output_bytes; i++) {
        static const char digits[] = "0123456789ABCDEF";
        console_put(digits[app_output[i] >> 4]);
        console_put(digits[app_output[i] & 15u]);
    }
    console_text("\n");
}

static void run_round(uint32_t round)
{
    for (uint32_t index = 0u; index < app_images.count; index++) {
        const adc_status_t status = adc_mvp_run(&app_images, app_segments, app_segment_count, index, 1u);
        text_and_number("mvp round ", round);
        text_and_number(" program ", index);
        console_text(" ");
        console_text(adc_status_text(status));
        console_text("\n");
        if (status == ADC_ERROR_ACCELERATOR_FAULT) {
            print_fault(adc_mvp_report());
        }
        if (status != ADC_OK) {
            return;
        }
    }
    print_output();
}

int main(void)
{
    if (APP_INITIALISES && adc_mvp_init() == ADC_OK) {
        run_round(0u);
        run_round(1u);
        const adc_mvp_report_t *report = adc_mvp_report();
        text_and_number("mvp total programs ", report->programs);
        text_and_number(" words ", report->words_written);
        text_and_number(" run ", (uint32_t)report->run_cycles);
        text_and_number(" stall ", (uint32_t)report->stall_cycles);
        console_text("\n");
        adc_mvp_invalidate();
        adc_mvp_report_clear();
    }
    for (;;) {
        __asm volatile("wfi");
    }
}
