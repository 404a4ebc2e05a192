/* Runs the model on its test vectors, compares every output byte, and reports on the console:
 *
 *   adc boot board <name> model <name> vectors <n> part <family> device <number> flash_kib <n> ram_kib <n>
 *       chip <revision> core_hz <n> counter <0|1> reset <cause>                            (one line)
 *   adc vector <index> PASS cycles <n>
 *   adc vector <index> FAIL cycles <n> at <byte> got <g> expected <e>
 *   adc vector <index> FAIL cycles <n> status <s>                                          (invoke failed)
 *   adc init FAIL status <s>                                                               (no vector is tried)
 *   adc verdict PASS|FAIL <passed>/<count>
 *
 * Bytes are counted over all outputs in order. Every number is decimal.
 */
#include <stdbool.h>
#include <stdint.h>

#include "adc_app_binding.h"
#include "clock.h"
#include "cycles.h"
#include "identity.h"
#include "vcom.h"

static void text_and_number(const char *text, uint32_t number)
{
    vcom_text(text);
    vcom_decimal(number);
}

static void print_banner(void)
{
    const identity_t *chip = identity();
    vcom_text("\r\nadc boot board ");
    vcom_text(chip->board);
    vcom_text(" model ");
    vcom_text(adc_app_model_name);
    text_and_number(" vectors ", ADC_APP_VECTOR_COUNT);
    text_and_number(" part ", chip->device_family);
    text_and_number(" device ", chip->device_number);
    text_and_number(" flash_kib ", chip->flash_kib);
    text_and_number(" ram_kib ", chip->ram_kib);
    text_and_number(" chip ", chip->chip_revision);
    text_and_number(" core_hz ", clock_core_hz());
    text_and_number(" counter ", cycles_are_counted() ? 1u : 0u);
    text_and_number(" reset ", chip->reset_cause);
    vcom_text("\r\n");
}

static void copy_input(uint32_t vector, uint32_t input)
{
    uint8_t *target = adc_app_input(input);
    const uint8_t *source = adc_app_vector_input(vector, input);
    for (uint32_t i = 0u; i < adc_app_input_bytes(input); i++) {
        target[i] = source[i];
    }
}

typedef struct difference {
    bool found;
    uint32_t position; /* counted over all outputs */
    uint8_t got;
    uint8_t expected;
} difference_t;

static difference_t first_difference(uint32_t vector)
{
    difference_t difference = { .found = false, .position = 0u, .got = 0u, .expected = 0u };
    for (uint32_t output = 0u; output < adc_app_output_count(); output++) {
        const uint8_t *got = adc_app_output(output);
        const uint8_t *expected = adc_app_vector_expected(vector, output);
        for (uint32_t i = 0u; i < adc_app_output_bytes(output); i++) {
            if (got[i] != expected[i]) {
                difference.found = true;
                difference.got = got[i];
                difference.expected = expected[i];
                return difference;
            }
            difference.position++;
        }
    }
    return difference;
}

static bool vector_passes(uint32_t vector)
{
    adc_status_t status = ADC_OK;
#if defined(ADC_APP_HAS_STATE)
    status = adc_app_reset();
#endif
    for (uint32_t input = 0u; input < adc_app_input_count(); input++) {
        copy_input(vector, input);
    }

    const uint32_t start = cycles_now();
    if (status == ADC_OK) {
        status = adc_app_invoke();
    }
    const uint32_t cycles = cycles_now() - start;

    const difference_t difference = first_difference(vector);
    const bool passes = status == ADC_OK && !difference.found;
    text_and_number("adc vector ", vector);
    text_and_number(passes ? " PASS cycles " : " FAIL cycles ", cycles);
    if (status != ADC_OK) {
        text_and_number(" status ", (uint32_t)status);
    } else if (difference.found) {
        text_and_number(" at ", difference.position);
        text_and_number(" got ", difference.got);
        text_and_number(" expected ", difference.expected);
    }
    vcom_text("\r\n");
    return passes;
}

static uint32_t run_vectors(void)
{
    uint32_t passed = 0u;
    for (uint32_t vector = 0u; vector < ADC_APP_VECTOR_COUNT; vector++) {
        if (vector_passes(vector)) {
            passed++;
        }
    }
    return passed;
}

int main(void)
{
    print_banner();

    const adc_status_t status = adc_app_init();
    uint32_t passed = 0u;
    if (status == ADC_OK) {
        passed = run_vectors();
    } else {
        text_and_number("adc init FAIL status ", (uint32_t)status);
        vcom_text("\r\n");
    }

    vcom_text(status == ADC_OK && passed == ADC_APP_VECTOR_COUNT ? "adc verdict PASS " : "adc verdict FAIL ");
    vcom_decimal(passed);
    text_and_number("/", ADC_APP_VECTOR_COUNT);
    vcom_text("\r\n");
    vcom_flush();
    for (;;) {
        __asm volatile("wfi");
    }
}
