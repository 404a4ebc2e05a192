/* Asks the accelerator what no document says, by small programs whose results tell the answers apart, and prints a line each:
 *
 *   adc probe board <name> part <family> device <number> chip <revision> core_hz <n>
 *   adc probe <name> result 0x<word> run <n> stall <n> fence <n> load0 <n> load1 <n> flags 0x<word>: <answer>
 *   adc verdict PASS|FAIL <answered>/<asked>
 *
 * The answer is that of probe_cases.h which fits, or "none of these". Fence, load0 and load1 are stalls that the accelerator's
 * own counters ascribe to memory hazards and to the two load streams. A case that never ends, or faults, has no answer.
 */
#include "adc_mvp_registers.h"
#include "clock.h"
#include "identity.h"
#include "probe_cases.h"
#include "registers.h"
#include "console.h"

#define COUNTERS_RUN_STALL   0x00200001u
#define COUNTERS_FENCE_LOAD0 0x00760001u
#define COUNTERS_LOAD1_PIPE  0x00580001u

#define FIRST_ARRAY 8u

/* Zero at the start; a result is written over its first bytes. */
static uint8_t ram[PROBE_RAM_BYTES] __attribute__((aligned(16)));
static volatile uint32_t result;

/* The word of register index, with addresses as they are on this chip. */
static uint32_t word_of(const probe_case_t *test, uint32_t index)
{
    const uint32_t word = test->words[index];
    const uint32_t array = (index - FIRST_ARRAY) / 4u;
    if (index < FIRST_ARRAY || array >= PROBE_ARRAYS || (index - FIRST_ARRAY) % 4u != 0u) {
        return word;
    }
    switch (test->memory[array]) {
    case PROBE_RAM:
        return word + (uint32_t)(uintptr_t)ram;
    case PROBE_FLASH:
        return word + (uint32_t)(uintptr_t)probe_flash;
    case PROBE_RESULT:
        return word + (uint32_t)(uintptr_t)&result;
    default:
        return word;
    }
}

static bool start(void)
{
    register_set(CMU_CLKEN1, CMU_CLKEN1_MVP);
    (void)register_read(CMU_CLKEN1);
    register_set(MVP_EN, MVP_EN_EN);
    return register_poll(MVP_STATUS, MVP_STATUS_IDLE, MVP_STATUS_IDLE);
}

/* The flags at the end, 0 when there was none. */
static uint32_t run(const probe_case_t *test, uint32_t counters)
{
    register_write(MVP_CFG, counters);
    register_clear(MVP_IF, MVP_IF_ALL);
    const uint32_t words = test->presets_only ? FIRST_ARRAY : PROBE_WORDS;
    for (uint32_t index = 0u; index < words; index++) {
        register_write(MVP_PROGRAM + 4u * index, word_of(test, index));
    }
    __asm volatile("dsb" : : : "memory");
    register_write(MVP_CMD, MVP_CMD_START);
    for (uint32_t polls = 0u; polls < REGISTER_POLLS; polls++) {
        const uint32_t flags = register_read(MVP_IF);
        if ((flags & (MVP_IF_PROGDONE | MVP_IF_FAULTS)) != 0u) {
            (void)register_poll(MVP_STATUS, MVP_STATUS_IDLE, MVP_STATUS_IDLE);
            return flags;
        }
    }
    return 0u;
}

static void recover(void)
{
    register_write(MVP_CMD, MVP_CMD_HALT);
    register_set(MVP_SWRST, MVP_SWRST_SWRST);
    (void)register_poll(MVP_SWRST, MVP_SWRST_RESETTING, 0u);
    (void)start();
}

static const char *answer_to(const probe_case_t *test, uint32_t value)
{
    for (uint32_t i = 0u; i < PROBE_ANSWERS; i++) {
        if (test->answers[i].text != 0 && test->answers[i].value == value) {
            return test->answers[i].text;
        }
    }
    return 0;
}

static bool ask(const probe_case_t *test)
{
    result = 0u;
    const uint32_t flags = run(test, COUNTERS_RUN_STALL);
    const uint32_t run_cycles = register_read(MVP_PERF0CNT);
    const uint32_t stalls = register_read(MVP_PERF1CNT);
    const uint32_t word = result;
    const bool ended = (flags & MVP_IF_PROGDONE) != 0u && (flags & MVP_IF_FAULTS) == 0u;
    const char *answer = ended ? answer_to(test, test->counts_cycles ? run_cycles : word) : 0;

    console_text("adc probe ");
    console_text(test->name);
    console_text(" result ");
    console_hexadecimal(word);
    console_field(" run ", run_cycles);
    console_field(" stall ", stalls);
    if (ended && test->counts_cycles) {
        (void)run(test, COUNTERS_FENCE_LOAD0);
        console_field(" fence ", register_read(MVP_PERF0CNT));
        console_field(" load0 ", register_read(MVP_PERF1CNT));
        (void)run(test, COUNTERS_LOAD1_PIPE);
        console_field(" load1 ", register_read(MVP_PERF0CNT));
    }
    console_text(" flags ");
    console_hexadecimal(flags);
    console_text(": ");
    console_text(answer != 0 ? answer : ended ? "none of these" : "it did not end well");
    console_text("\r\n");
    if (!ended) {
        recover();
    }
    return answer != 0;
}

int main(void)
{
    const identity_t *chip = identity();
    console_text("\r\nadc probe board ");
    console_text(chip->board);
    console_field(" part ", chip->device_family);
    console_field(" device ", chip->device_number);
    console_field(" chip ", chip->chip_revision);
    console_field(" core_hz ", clock_core_hz());
    console_text("\r\n");

    uint32_t answered = 0u;
    if (start()) {
        for (uint32_t i = 0u; i < PROBE_CASES; i++) {
            answered += ask(&probe_cases[i]) ? 1u : 0u;
        }
    }
    console_text(answered == PROBE_CASES ? "adc verdict PASS " : "adc verdict FAIL ");
    console_decimal(answered);
    console_field("/", PROBE_CASES);
    console_text("\r\n");
    console_flush();
    for (;;) {
        __asm volatile("wfi");
    }
}
