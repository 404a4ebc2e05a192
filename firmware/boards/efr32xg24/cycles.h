/* Cycle counter of the core. It stands still while the core sleeps. */
#ifndef ADC_CYCLES_H
#define ADC_CYCLES_H

#include <stdbool.h>
#include <stdint.h>

/* False where there is no counter; cycles_now() is then always zero. */
bool cycles_start(void);

bool cycles_are_counted(void);

/* Wraps after 2^32 cycles, 55 s at 78 MHz: differences are right across one wrap. */
uint32_t cycles_now(void);

#endif
