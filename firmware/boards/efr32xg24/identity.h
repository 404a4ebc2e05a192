/* Which board this is built for, and who the chip says it is, read once at start-up. */
#ifndef ADC_IDENTITY_H
#define ADC_IDENTITY_H

#include <stdint.h>

typedef struct identity {
    const char *board;
    uint32_t reset_cause;   /* EMU RSTCAUSE: 1 power, 2 pin, 0x20 lockup, 0x40 software */
    uint32_t device_family; /* 24 for xG24 */
    uint32_t device_number; /* 1310 for B310 */
    uint32_t flash_kib;
    uint32_t ram_kib;
    uint32_t unique_low;
    uint32_t unique_high;
    uint32_t chip_revision; /* SYSCFG CHIPREV */
    uint32_t core;          /* SCB CPUID */
} identity_t;

/* Needs no clock but opens the gate of SYSCFG. */
void identity_read(void);

const identity_t *identity(void);

#endif
