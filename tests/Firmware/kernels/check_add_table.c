#include "adc_add_table_s8.h"

#include "kernels_check.h"

enum { COUNT = 300, GUARD = 0x55 };

static int32_t table[256];
static int8_t first[COUNT];
static int8_t second[COUNT];
static int8_t output[COUNT + 1];

static int32_t clamp(int64_t value)
{
    return (int32_t)(value < -128 ? -128 : value > 127 ? 127 : value);
}

int check_add_table(void)
{
    check_random_t random = {55};
    int failures = 0;
    int32_t unclamped = 0;
    int32_t outputs = 0;
    for (int i = 0; i < 40; i++) {
        const adc_add_table_s8_t p = {.table = table, .factor = check_between(&random, -(1 << 21), 1 << 21), .count = check_between(&random, 1, COUNT)};
        for (int32_t k = 0; k < 256; k++) {
            table[k] = check_between(&random, -(1 << 28), 1 << 28);
        }
        for (int32_t k = 0; k < p.count; k++) {
            first[k] = check_int8(&random);
            second[k] = check_int8(&random);
        }
        output[p.count] = GUARD;
        adc_add_table_s8(&p, first, second, output);
        int holds = output[p.count] == GUARD;
        for (int32_t k = 0; k < p.count; k++) {
            const int64_t sum = (int64_t)p.factor * first[k] + table[(uint8_t)second[k]];
            const int32_t expected = clamp(check_floor_divide(sum, 1 << 20));
            holds = holds && output[k] == expected;
            unclamped += expected > -128 && expected < 127 ? 1 : 0;
            outputs++;
        }
        adc_add_table_s8(&p, first, second, i % 2 == 0 ? first : second);
        for (int32_t k = 0; k < p.count; k++) {
            holds = holds && (i % 2 == 0 ? first : second)[k] == output[k];
        }
        failures += check_failed(holds, "sum by a table");
    }
    return failures + check_failed(4 * unclamped > outputs, "sum by a table: the inputs leave most outputs unclamped");
}
