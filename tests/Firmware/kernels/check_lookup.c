#include "adc_lookup_s8.h"

#include "kernels_check.h"

int check_lookup(void)
{
    static int8_t table[256];
    static int8_t input[300];
    static int8_t output[300];
    check_random_t random = {5};
    int failures = 0;
    for (int i = 0; i < 256; i++) {
        table[i] = check_int8(&random);
    }
    for (int32_t count = 0; count < 299; count += 23) {
        const adc_lookup_s8_t parameters = {count, table};
        for (int i = 0; i < 300; i++) {
            input[i] = (int8_t)(uint8_t)(i + 5 * count);
            output[i] = 0x55;
        }
        adc_lookup_s8(&parameters, input, output);
        int holds = output[count] == 0x55;
        for (int32_t i = 0; i < count; i++) {
            holds = holds && output[i] == table[input[i] + 128];
        }
        adc_lookup_s8(&parameters, input, input);
        int holds_in_place = 1;
        for (int32_t i = 0; i < count; i++) {
            holds_in_place = holds_in_place && input[i] == output[i];
        }
        failures += check_failed(holds, "look up") + check_failed(holds_in_place, "look up in place");
    }
    return failures;
}
