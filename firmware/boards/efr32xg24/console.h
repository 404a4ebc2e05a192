/* What the firmware prints, over one of several channels: the file of its name in console/ is linked. */
#ifndef ADC_CONSOLE_H
#define ADC_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

/* The core runs at clock_core_hz(). False when the channel did not come up; output is then dropped. */
bool console_start(uint32_t clock_hz);

/* Waits for room, but not for ever: a dead channel loses characters, it does not hang the program. */
void console_put(char character);

/* Waits until the last character has left, likewise. */
void console_flush(void);

void console_text(const char *text);
void console_decimal(uint32_t value);

/* Text, then a number in decimal. */
void console_field(const char *text, uint32_t value);

/* "0x" and eight digits. */
void console_hexadecimal(uint32_t value);

#endif
