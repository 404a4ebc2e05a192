#include "vectors.h"

#include "adc_app_binding.h"
#include "banner.h"
#include "console.h"
#include "cycles.h"

volatile vectors_result_t vectors_result;

static void copy_input(uint32_t vector, uint32_t input)
{
    uint8_t *target = adc_app_input(input);
    const uint8_t *source = adc_app_vector_input(vector, input);
    for (uint32_t i = 0u; i < adc_app_input_bytes(input); i++) {
        target[i] = source[i];
    }
}

void vectors_fill_inputs(uint32_t vector)
{
#if defined(ADC_APP_HAS_STATE)
    (void)adc_app_reset(); /* can only fail before the model is ready */
#endif
    for (uint32_t input = 0u; input < adc_app_input_count(); input++) {
        copy_input(vector, input);
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

static bool is_accepted(uint32_t vector, adc_status_t status)
{
#if defined(ADC_APP_IS_TOLERANT)
    return status == ADC_OK && adc_app_accepts(vector);
#else
    return status == ADC_OK && !first_difference(vector).found;
#endif
}

#if defined(ADC_APP_HAS_ASYNC)
/* Half of the vectors are looked at until they are done, for the others the core waits behind the first look. */
static bool passes_when_started(uint32_t vector)
{
    vectors_fill_inputs(vector);
    adc_status_t status = adc_app_start();
    if (status == ADC_PENDING && (vector & 1u) != 0u) {
        status = adc_app_finish();
    }
    while (status == ADC_PENDING) {
        status = adc_app_poll();
    }
    return is_accepted(vector, status);
}
#endif

static bool vector_passes(uint32_t vector)
{
#if defined(ADC_APP_HAS_ASYNC)
    const bool started_passes = passes_when_started(vector);
#else
    const bool started_passes = true;
#endif
    vectors_fill_inputs(vector);

    const uint32_t start = cycles_now();
    const adc_status_t status = adc_app_invoke();
    const uint32_t cycles = cycles_now() - start;

    const difference_t difference = first_difference(vector);
    const bool passes = started_passes && is_accepted(vector, status);
    console_field("adc vector ", vector);
    console_field(passes ? " PASS cycles " : " FAIL cycles ", cycles);
    if (status != ADC_OK) {
        console_field(" status ", (uint32_t)status);
    } else if (!passes && difference.found) {
        console_field(" at ", difference.position);
        console_field(" got ", difference.got);
        console_field(" expected ", difference.expected);
    }
    console_text("\r\n");

    vectors_result.cycles = cycles;
    if (!passes && vectors_result.first_failed == VECTORS_NONE) {
        vectors_result.first_failed = vector;
    }
    return passes;
}

bool vectors_begin(void)
{
    vectors_result.valid = 0u;
    vectors_result.first_failed = VECTORS_NONE;
    banner_print(adc_app_model_name, ADC_APP_VECTOR_COUNT);
    const adc_status_t status = adc_app_init();
    if (status != ADC_OK) {
        console_field("adc init FAIL status ", (uint32_t)status);
        console_text("\r\n");
    }
    return status == ADC_OK;
}

uint32_t vectors_run(void)
{
    uint32_t passed = 0u;
    for (uint32_t vector = 0u; vector < ADC_APP_VECTOR_COUNT; vector++) {
        if (vector_passes(vector)) {
            passed++;
        }
    }
    return passed;
}

void vectors_verdict(bool ready, uint32_t passed)
{
    vectors_result.count = ADC_APP_VECTOR_COUNT;
    vectors_result.passed = ready ? passed : 0u;
    vectors_result.valid = VECTORS_RESULT_VALID;
    console_text(ready && passed == ADC_APP_VECTOR_COUNT ? "adc verdict PASS " : "adc verdict FAIL ");
    console_decimal(passed);
    console_field("/", ADC_APP_VECTOR_COUNT);
    console_text("\r\n");
    console_flush();
}

void vectors_end(bool ready, uint32_t passed)
{
    vectors_verdict(ready, passed);
    for (;;) {
        __asm volatile("wfi");
    }
}
