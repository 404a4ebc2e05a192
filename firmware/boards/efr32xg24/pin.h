/* Modes of pins. */
#ifndef ADC_PIN_H
#define ADC_PIN_H

#include "board.h"
#include "registers.h"

static inline void pin_mode(board_pin_t pin, uint32_t mode)
{
    const uint32_t low = pin.number < 8u ? GPIO_PORT_A_MODEL : GPIO_PORT_A_MODEH;
    const uint32_t shift = 4u * (pin.number & 7u);
    register_replace(low + GPIO_PORT_STRIDE * pin.port, 0xFu << shift, mode << shift);
}

#endif
