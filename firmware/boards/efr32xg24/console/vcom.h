/* Console on the board's serial port: EUSART0 at 115200 baud, 8N1, polled. */
#ifndef ADC_VCOM_H
#define ADC_VCOM_H

#include <stdbool.h>
#include <stdint.h>

/* The next character from the host, or false when there is none. The port holds 16: who comes later than that loses some. */
bool vcom_get(uint8_t *byte);

#endif
