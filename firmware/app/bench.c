/* The self-test, and how long an inference takes. Between the vectors and the verdict of vectors.h it prints
 *
 *   adc bench layer <index> <function> cycles <least> most <most>
 *   adc bench total cycles <least> most <most> rounds <n>
 *   adc bench FAIL status <s>                               (instead of all of them)
 *
 * A round runs the layers one by one and then all at once, each time on the first vector. Layers are those of
 * adc_app_invoke_layer(). The core's cycle counter stands still in sleep, so the accelerator's driver must be one that polls.
 */
#include "adc_app_binding.h"
#include "cycles.h"
#include "console.h"
#include "vectors.h"

#define ROUNDS 8u
#define TOTAL  ADC_APP_LAYER_COUNT

typedef struct timing {
    uint32_t least;
    uint32_t most;
} timing_t;

static timing_t timings[ADC_APP_LAYER_COUNT + 1u]; /* the last one is of the whole inference */

static void record(timing_t *timing, uint32_t cycles)
{
    timing->least = cycles < timing->least ? cycles : timing->least;
    timing->most = cycles > timing->most ? cycles : timing->most;
}

static adc_status_t time_layers(void)
{
    adc_status_t status = ADC_OK;
    vectors_fill_inputs(0u);
    for (uint32_t layer = 0u; layer < ADC_APP_LAYER_COUNT && status == ADC_OK; layer++) {
        const uint32_t start = cycles_now();
        status = adc_app_invoke_layer(layer);
        record(&timings[layer], cycles_now() - start);
    }
    return status;
}

static adc_status_t time_inference(void)
{
    vectors_fill_inputs(0u);
    const uint32_t start = cycles_now();
    const adc_status_t status = adc_app_invoke();
    record(&timings[TOTAL], cycles_now() - start);
    return status;
}

static adc_status_t run_rounds(void)
{
    for (uint32_t i = 0u; i <= TOTAL; i++) {
        timings[i] = (timing_t){ .least = UINT32_MAX, .most = 0u };
    }

    adc_status_t status = ADC_OK;
    for (uint32_t round = 0u; round < ROUNDS && status == ADC_OK; round++) {
        status = time_layers();
        if (status == ADC_OK) {
            status = time_inference();
        }
    }
    return status;
}

static void print_timing(const timing_t *timing)
{
    console_field(" cycles ", timing->least);
    console_field(" most ", timing->most);
}

static void print_timings(void)
{
    for (uint32_t layer = 0u; layer < ADC_APP_LAYER_COUNT; layer++) {
        console_field("adc bench layer ", layer);
        console_text(" ");
        console_text(adc_app_layer_name(layer));
        print_timing(&timings[layer]);
        console_text("\r\n");
    }
    console_text("adc bench total");
    print_timing(&timings[TOTAL]);
    console_field(" rounds ", ROUNDS);
    console_text("\r\n");
}

static bool bench(void)
{
    const adc_status_t status = run_rounds();
    if (status == ADC_OK) {
        print_timings();
    } else {
        console_field("adc bench FAIL status ", (uint32_t)status);
        console_text("\r\n");
    }
    return status == ADC_OK;
}

int main(void)
{
    bool ready = vectors_begin();
    uint32_t passed = 0u;
    if (ready) {
        passed = vectors_run();
        ready = bench();
    }
    vectors_end(ready, passed);
}
