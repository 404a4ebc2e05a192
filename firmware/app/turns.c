/* Several models in one image, an inference of each in turn: vector 0 of all, vector 1 of all, and so on. After the banner it prints
 *
 *   adc model <name> init FAIL status <s>                    (no vector is tried)
 *   adc model <name> vector <index> PASS|FAIL cycles <n>     (and status <s> where the inference failed)
 *   adc model <name> PASS|FAIL <passed>/<count>              (one line each)
 *   adc verdict PASS|FAIL <passed>/<count>
 */
#include "banner.h"
#include "console.h"
#include "cycles.h"
#include "turns_models.h"

static uint32_t passed[TURNS_MODEL_COUNT];

static void begin_line(const turns_model_t *model)
{
    console_text("adc model ");
    console_text(model->name);
}

static bool begin(void)
{
    bool ready = true;
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        const adc_status_t status = turns_models[i].init();
        if (status != ADC_OK) {
            ready = false;
            begin_line(&turns_models[i]);
            console_field(" init FAIL status ", (uint32_t)status);
            console_text("\r\n");
        }
    }
    return ready;
}

static bool passes(const turns_model_t *model, uint32_t vector)
{
    model->fill(vector);
    const uint32_t start = cycles_now();
    const adc_status_t status = model->invoke();
    const uint32_t cycles = cycles_now() - start;

    const bool is_right = status == ADC_OK && model->is_right(vector);
    begin_line(model);
    console_field(" vector ", vector);
    console_field(is_right ? " PASS cycles " : " FAIL cycles ", cycles);
    if (status != ADC_OK) {
        console_field(" status ", (uint32_t)status);
    }
    console_text("\r\n");
    return is_right;
}

static uint32_t most_vectors(void)
{
    uint32_t most = 0u;
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        most = turns_models[i].vectors > most ? turns_models[i].vectors : most;
    }
    return most;
}

static void run(void)
{
    const uint32_t rounds = most_vectors();
    for (uint32_t vector = 0u; vector < rounds; vector++) {
        for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
            if (vector < turns_models[i].vectors && passes(&turns_models[i], vector)) {
                passed[i]++;
            }
        }
    }
}

static void verdict(bool is_good, uint32_t right, uint32_t all)
{
    console_text(is_good && right == all ? " PASS " : " FAIL ");
    console_decimal(right);
    console_field("/", all);
    console_text("\r\n");
}

int main(void)
{
    uint32_t right = 0u;
    uint32_t all = 0u;
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        all += turns_models[i].vectors;
    }
    banner_print(turns_name, all);
    const bool ready = begin();
    if (ready) {
        run();
    }
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        begin_line(&turns_models[i]);
        verdict(ready, passed[i], turns_models[i].vectors);
        right += passed[i];
    }
    console_text("adc verdict");
    verdict(ready, right, all);
    console_flush();
    for (;;) {
        __asm volatile("wfi");
    }
}
