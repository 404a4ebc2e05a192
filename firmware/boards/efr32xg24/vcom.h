/* Console: EUSART0 at 115200 baud, 8N1, polled. */
#ifndef ADC_VCOM_H
#define ADC_VCOM_H

#include <stdbool.h>
#include <stdint.h>

/* The port's clock is clock_core_hz(). False when the port did not come up; output is then dropped. */
bool vcom_start(uint32_t clock_hz);

/* Waits for room, but not for ever: a dead port loses characters, it does not hang the program. */
void vcom_put(char character);

/* The next character from the host, or false when there is none. The port holds 16: who comes later than that loses some. */
bool vcom_get(uint8_t *byte);

void vcom_text(const char *text);
void vcom_decimal(uint32_t value);

/* Text, then a number in decimal. */
void vcom_field(const char *text, uint32_t value);

/* "0x" and eight digits. */
void vcom_hexadecimal(uint32_t value);

/* Waits until the last character has left. */
void vcom_flush(void);

#endif
