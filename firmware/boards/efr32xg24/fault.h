/* Faults and unexpected interrupts: one line on the console, one record that survives a reset, then sleep for good. */
#ifndef ADC_FAULT_H
#define ADC_FAULT_H

#include <stdint.h>

#define FAULT_RECORD_VALID 0xFA017EC0u

/* What the core pushed when it took the exception. */
typedef struct fault_frame {
    uint32_t r0;
    uint32_t r1;
    uint32_t r2;
    uint32_t r3;
    uint32_t r12;
    uint32_t lr;
    uint32_t pc;
    uint32_t psr;
} fault_frame_t;

/* The veneer in fault.c fills the first three members by their offsets. */
typedef struct fault_record {
    uint32_t r4_to_r11[8];
    uint32_t sp;
    uint32_t exc_return;
    fault_frame_t frame; /* all zero when there is none */
    uint32_t exception;
    uint32_t cfsr;
    uint32_t hfsr;
    uint32_t mmfar;
    uint32_t bfar;
    uint32_t sfsr;
    uint32_t sfar;
    uint32_t valid; /* FAULT_RECORD_VALID when complete */
} fault_record_t;

extern fault_record_t fault_record;

/* Entry of every handler that the program does not define. */
void fault_entry(void);

#endif
