/* Core clock: twice the crystal when crystal and DPLL come up, else the 20 MHz oscillator that runs after reset. */
#ifndef ADC_CLOCK_H
#define ADC_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* False when the board stays on 20 MHz; everything else works the same then. */
bool clock_start(void);

/* Core clock, and the clock of the serial port and timer groups. */
uint32_t clock_core_hz(void);

#endif
