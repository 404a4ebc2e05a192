/* What the linker script and the vector table agree on. */
#ifndef ADC_STARTUP_H
#define ADC_STARTUP_H

#include <stdint.h>

#include "registers.h"

#if ADC_FAMILY == 26
#define STARTUP_VECTORS (16 + 93)
#else
#define STARTUP_VECTORS (16 + 76)
#endif

typedef void startup_handler_t(void);

/* The first word of the table is the initial stack pointer, the others are handlers. */
typedef union startup_vector {
    startup_handler_t *handler;
    const void *stack;
} startup_vector_t;

extern const startup_vector_t __Vectors[STARTUP_VECTORS];

/* From the linker script: addresses, not objects. */
extern uint32_t __StackTop[];
extern uint32_t __stack_limit[];
extern const uint32_t __data_load[];
extern uint32_t __data_start[];
extern uint32_t __data_end[];
extern uint32_t __bss_start[];
extern uint32_t __bss_end[];
extern startup_handler_t *const __init_array_start[];
extern startup_handler_t *const __init_array_end[];

void Reset_Handler(void);
void Default_Handler(void);

int main(void);

#endif
