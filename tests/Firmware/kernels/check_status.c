#include "adc_status.h"

#include "kernels_check.h"

static int equal(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

int check_status(void)
{
    int failures = check_failed(ADC_OK == 0, "success is 0");
    for (int a = ADC_OK; a <= ADC_ERROR_NUMERIC + 1; a++) {
        const char *text = adc_status_text((adc_status_t)a);
        failures += check_failed(text[0] != '\0', "a status has a text");
        for (int b = ADC_OK; b < a; b++) {
            failures += check_failed(!equal(text, adc_status_text((adc_status_t)b)), "two statuses have different texts");
        }
    }
    return failures;
}
