#include "adc_move.h"

#include <string.h>

enum { INNERMOST = 5 };

/* Copies of a length that the compiler knows become single loads and stores. */
static inline void move_each(const adc_move_t *parameters, const uint8_t *from, uint8_t *to, uint32_t run)
{
    const int32_t extent = parameters->extents[INNERMOST];
    const int32_t source_stride = parameters->source_strides[INNERMOST];
    const int32_t target_stride = parameters->target_strides[INNERMOST];
    int32_t source = 0;
    int32_t target = 0;
    for (int32_t i = 0; i < extent; i++) {
        (void)memcpy(to + target, from + source, run);
        source += source_stride;
        target += target_stride;
    }
}

static void move_row(const adc_move_t *parameters, const uint8_t *from, uint8_t *to)
{
    switch (parameters->run) {
    case 1:
        move_each(parameters, from, to, 1u);
        break;
    case 2:
        move_each(parameters, from, to, 2u);
        break;
    case 4:
        move_each(parameters, from, to, 4u);
        break;
    case 8:
        move_each(parameters, from, to, 8u);
        break;
    default:
        move_each(parameters, from, to, (uint32_t)parameters->run);
        break;
    }
}

void adc_move(const adc_move_t *parameters, const void *input, void *output)
{
    const uint8_t *const from = (const uint8_t *)input;
    uint8_t *const to = (uint8_t *)output;
    int32_t source = parameters->source_offset;
    int32_t target = parameters->target_offset;
    int32_t index[INNERMOST] = {0};
    int32_t axis;
    do {
        move_row(parameters, from + source, to + target);
        /* Count up; an axis that is through starts again, and the one before it goes on. */
        for (axis = INNERMOST - 1; axis >= 0; axis--) {
            const int32_t extent = parameters->extents[axis];
            index[axis]++;
            if (index[axis] < extent) {
                source += parameters->source_strides[axis];
                target += parameters->target_strides[axis];
                break;
            }
            index[axis] = 0;
            source -= (extent - 1) * parameters->source_strides[axis];
            target -= (extent - 1) * parameters->target_strides[axis];
        }
    } while (axis >= 0);
}

void adc_fill(const adc_fill_t *parameters, void *output)
{
    uint8_t *to = (uint8_t *)output;
    int32_t left = parameters->bytes;
    for (; left >= 8; left -= 8) {
        (void)memcpy(to, parameters->pattern, 8u);
        to += 8;
    }
    (void)memcpy(to, parameters->pattern, (uint32_t)left);
}
