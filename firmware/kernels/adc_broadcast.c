#include "adc_broadcast.h"

int32_t adc_broadcast_next(const adc_broadcast_t *shape, adc_broadcast_run_t *run)
{
    const int32_t *stride = shape->strides;
    for (int32_t axis = 0; axis < ADC_BROADCAST_AXES; axis++) {
        const int32_t extent = shape->extents[axis];
        const int32_t next = run->index[axis] + 1;
        const int32_t moved = next == extent ? 1 - extent : 1;
        for (int32_t operand = 0; operand < ADC_BROADCAST_OPERANDS; operand++) {
            run->offset[operand] += moved * *stride++;
        }
        if (next != extent) {
            run->index[axis] = next;
            return 1;
        }
        run->index[axis] = 0;
    }
    return 0;
}
