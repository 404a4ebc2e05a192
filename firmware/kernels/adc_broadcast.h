/* Operands of different shapes, walked together: each is repeated along the axes that it lacks, as numpy does. */
#ifndef ADC_BROADCAST_H
#define ADC_BROADCAST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ADC_BROADCAST_AXES = 4, ADC_BROADCAST_OPERANDS = 3 };

/* The output is `run` elements along the innermost axis, times the axes around it. All distances are in elements.
 * Adjacent axes along which every operand behaves alike are one, so that most shapes have no axes around. */
typedef struct adc_broadcast {
    int32_t run;                            /* at least 1 */
    int32_t steps[ADC_BROADCAST_OPERANDS];  /* along the innermost axis: 1, or 0 for an operand that is repeated */
    int32_t extents[ADC_BROADCAST_AXES];    /* of the axes around, from the inside; 1 where there is none */
    int32_t strides[ADC_BROADCAST_AXES * ADC_BROADCAST_OPERANDS]; /* [axis][operand]; 0 along a repeated axis */
} adc_broadcast_t;

/* A run and where in each operand it starts. The first one is all zeros. */
typedef struct adc_broadcast_run {
    int32_t index[ADC_BROADCAST_AXES];
    int32_t offset[ADC_BROADCAST_OPERANDS];
} adc_broadcast_run_t;

/* Moves on to the next run; 0 behind the last one. */
int32_t adc_broadcast_next(const adc_broadcast_t *shape, adc_broadcast_run_t *run);

#ifdef __cplusplus
}
#endif

#endif
