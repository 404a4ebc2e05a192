/*
 * host.c: several models as a program for the desktop. Runs an inference of each in turn on their test vectors, as the firmware
 * does, and prints
 *
 *   adc model <name> vector <index> PASS|FAIL
 *   adc model <name> PASS|FAIL <passed>/<count>
 *   adc verdict PASS|FAIL <passed>/<count>
 */
#include <stdio.h>

#include "../firmware/turns_models.h"

enum { EXIT_OK = 0, EXIT_MISMATCH = 1, EXIT_MODEL = 3 };

static unsigned long passed[TURNS_MODEL_COUNT];

static int fail(const turns_model_t *model, adc_status_t status)
{
    (void)fprintf(stderr, "%s: %s\n", model->name, adc_status_text(status));
    return EXIT_MODEL;
}

/* Whether any model has such a vector; a status that ends the program is put into what status points at. */
static int take_turns(uint32_t vector, const turns_model_t **failed, adc_status_t *status)
{
    int any = 0;
    for (uint32_t i = 0u; (i < TURNS_MODEL_COUNT) && (*status == ADC_OK); i++) {
        const turns_model_t *model = &turns_models[i];
        if (vector < model->vectors) {
            any = 1;
            model->fill(vector);
            *status = model->invoke();
            *failed = model;
            const int is_right = (*status == ADC_OK) && model->is_right(vector);
            (void)printf("adc model %s vector %lu %s\n", model->name, (unsigned long)vector, (is_right != 0) ? "PASS" : "FAIL");
            passed[i] += (is_right != 0) ? 1u : 0u;
        }
    }
    return any;
}

int main(void)
{
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        const adc_status_t status = turns_models[i].init();
        if (status != ADC_OK) {
            return fail(&turns_models[i], status);
        }
    }

    const turns_model_t *failed = NULL;
    adc_status_t status = ADC_OK;
    for (uint32_t vector = 0u; take_turns(vector, &failed, &status) != 0; vector++) {
        if (status != ADC_OK) {
            return fail(failed, status);
        }
    }

    unsigned long right = 0u;
    unsigned long all = 0u;
    for (uint32_t i = 0u; i < TURNS_MODEL_COUNT; i++) {
        const unsigned long count = turns_models[i].vectors;
        (void)printf("adc model %s %s %lu/%lu\n", turns_models[i].name, (passed[i] == count) ? "PASS" : "FAIL", passed[i], count);
        right += passed[i];
        all += count;
    }
    (void)printf("adc verdict %s %lu/%lu\n", (right == all) ? "PASS" : "FAIL", right, all);
    return (right == all) ? EXIT_OK : EXIT_MISMATCH;
}
