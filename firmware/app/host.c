/*
 * host.c: the model as a program for the desktop.
 *
 *   program              runs the test vectors, prints one line each and a verdict
 *   program --rows       reads rows of inputs from standard input until its end, writes a row of outputs for each
 *   program --sequence   the same, but the model's state, if it has one, goes from each row to the next
 *   program --layers     reads one row of inputs, writes the arena after each layer
 *
 * Rows are the raw bytes of all inputs, or of all outputs, one after the other.
 */
#include <stdio.h>
#include <string.h>

#include "../firmware/adc_app_binding.h"

#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#endif

enum { EXIT_OK = 0, EXIT_MISMATCH = 1, EXIT_BAD_CALL = 2, EXIT_MODEL = 3, EXIT_STREAM = 4 };

static int fail(const char *what, adc_status_t status)
{
    (void)fprintf(stderr, "%s: %s\n", what, adc_status_text(status));
    return EXIT_MODEL;
}

/* 1: a whole row was read; 0: the input ended before it; -1: the input ended inside it. */
static int read_row(void)
{
    for (uint32_t i = 0u; i < adc_app_input_count(); i++) {
        const size_t want = adc_app_input_bytes(i);
        const size_t got = fread(adc_app_input(i), 1u, want, stdin);
        if (got != want) {
            return ((got == 0u) && (i == 0u)) ? 0 : -1;
        }
    }
    return 1;
}

static int write_outputs(void)
{
    for (uint32_t i = 0u; i < adc_app_output_count(); i++) {
        const size_t bytes = adc_app_output_bytes(i);
        if (fwrite(adc_app_output(i), 1u, bytes, stdout) != bytes) {
            return -1;
        }
    }
    return 0;
}

/* Where an inference can be started apart, each one is. */
static adc_status_t invoke(void)
{
#if defined(ADC_APP_HAS_ASYNC)
    adc_status_t status = adc_app_start();
    while (status == ADC_PENDING) {
        status = adc_app_poll();
    }
    return status;
#else
    return adc_app_invoke();
#endif
}

/* One inference that remembers none before it. */
static adc_status_t invoke_alone(void)
{
#if defined(ADC_APP_HAS_STATE)
    const adc_status_t status = adc_app_reset();
    if (status != ADC_OK) {
        return status;
    }
#endif
    return invoke();
}

static int run_rows(adc_status_t (*run)(void))
{
    int row = read_row();
    while (row > 0) {
        const adc_status_t status = run();
        if (status != ADC_OK) {
            return fail("invoke", status);
        }
        if (write_outputs() != 0) {
            return EXIT_STREAM;
        }
        row = read_row();
    }
    return (row == 0) ? EXIT_OK : EXIT_STREAM;
}

static int run_layers(void)
{
    if (read_row() != 1) {
        return EXIT_STREAM;
    }
    for (uint32_t layer = 0u; layer < adc_app_layer_count(); layer++) {
        const adc_status_t status = adc_app_invoke_layer(layer);
        if (status != ADC_OK) {
            return fail("layer", status);
        }
        if (fwrite(adc_app_arena(), 1u, adc_app_arena_bytes(), stdout) != adc_app_arena_bytes()) {
            return EXIT_STREAM;
        }
    }
    return EXIT_OK;
}

static int run_vectors(void)
{
    uint32_t passed = 0u;
    for (uint32_t vector = 0u; vector < ADC_APP_VECTOR_COUNT; vector++) {
        for (uint32_t i = 0u; i < adc_app_input_count(); i++) {
            (void)memcpy(adc_app_input(i), adc_app_vector_input(vector, i), adc_app_input_bytes(i));
        }
        const adc_status_t status = invoke_alone();
        if (status != ADC_OK) {
            return fail("invoke", status);
        }
        int equal = 1;
        for (uint32_t i = 0u; i < adc_app_output_count(); i++) {
            if (memcmp(adc_app_output(i), adc_app_vector_expected(vector, i), adc_app_output_bytes(i)) != 0) {
                equal = 0;
            }
        }
#if defined(ADC_APP_IS_TOLERANT)
        equal = adc_app_accepts(vector) ? 1 : 0;
#endif
        (void)printf("adc vector %lu %s\n", (unsigned long)vector, (equal != 0) ? "PASS" : "FAIL");
        passed += (equal != 0) ? 1u : 0u;
    }
    (void)printf("adc verdict %s %lu/%lu\n", (passed == ADC_APP_VECTOR_COUNT) ? "PASS" : "FAIL", (unsigned long)passed,
        (unsigned long)ADC_APP_VECTOR_COUNT);
    return (passed == ADC_APP_VECTOR_COUNT) ? EXIT_OK : EXIT_MISMATCH;
}

int main(int argc, char **argv)
{
#if defined(_WIN32)
    (void)_setmode(_fileno(stdin), _O_BINARY);
    (void)_setmode(_fileno(stdout), _O_BINARY);
#endif
    const adc_status_t status = adc_app_init();
    if (status != ADC_OK) {
        return fail("init", status);
    }
    int result = EXIT_BAD_CALL;
    if (argc == 1) {
        result = run_vectors();
    } else if ((argc == 2) && (strcmp(argv[1], "--rows") == 0)) {
        result = run_rows(invoke_alone);
    } else if ((argc == 2) && (strcmp(argv[1], "--sequence") == 0)) {
        result = run_rows(invoke);
    } else if ((argc == 2) && (strcmp(argv[1], "--layers") == 0)) {
        result = run_layers();
    } else {
        (void)fprintf(stderr, "usage: %s [--rows | --sequence | --layers]\n", argv[0]);
    }
    if (fflush(stdout) != 0) {
        result = EXIT_STREAM;
    }
    return result;
}
