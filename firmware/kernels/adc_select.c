#include "adc_select.h"

/* One run of elements of a size that the compiler knows where this is inlined. */
static inline void select_run(
    const int32_t *steps, int32_t count, int32_t size, const uint8_t *a, const uint8_t *b, const uint8_t *condition, uint8_t *output)
{
    for (int32_t i = 0; i < count; i++) {
        uint8_t element[8];
        __builtin_memcpy(element, *condition != 0u ? a : b, (uint32_t)size);
        __builtin_memcpy(output, element, (uint32_t)size);
        a += steps[0] * size;
        b += steps[1] * size;
        condition += steps[2];
        output += size;
    }
}

static void select_run_of_size(
    const int32_t *steps, int32_t count, int32_t size, const uint8_t *a, const uint8_t *b, const uint8_t *condition, uint8_t *output)
{
    switch (size) {
    case 1:
        select_run(steps, count, 1, a, b, condition, output);
        break;
    case 2:
        select_run(steps, count, 2, a, b, condition, output);
        break;
    case 4:
        select_run(steps, count, 4, a, b, condition, output);
        break;
    default:
        select_run(steps, count, 8, a, b, condition, output);
        break;
    }
}

void adc_select(const adc_select_t *parameters, const void *input0, const void *input1, const uint8_t *input2,
                void *output)
{
    const int32_t size = parameters->element_size;
    const int32_t count = parameters->shape.run;
    const int32_t steps[3] = {parameters->shape.steps[0], parameters->shape.steps[1], parameters->shape.steps[2]};
    const uint8_t *const a = (const uint8_t *)input0;
    const uint8_t *const b = (const uint8_t *)input1;
    uint8_t *to = (uint8_t *)output;
    adc_broadcast_run_t run = {{0}, {0}};
    do {
        select_run_of_size(
            steps, count, size, a + run.offset[0] * size, b + run.offset[1] * size, input2 + run.offset[2], to);
        to += count * size;
    } while (adc_broadcast_next(&parameters->shape, &run) != 0);
}
