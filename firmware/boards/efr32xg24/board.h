/* What differs between boards, as data. Another board is another file of facts. */
#ifndef ADC_BOARD_H
#define ADC_BOARD_H

#include <stdbool.h>
#include <stdint.h>

/* Port 0 is A, 1 is B, 2 is C, 3 is D. */
typedef struct board_pin {
    uint8_t port;
    uint8_t number;
} board_pin_t;

typedef struct board {
    const char *name;
    uint32_t crystal_hz;       /* the DPLL doubles it */
    uint32_t crystal_control;  /* word for HFXO XTALCTRL: load capacitors and bias */
    bool crystal_margin;       /* 20 dBm parts of the first revision need a wider start-up margin */
    board_pin_t vcom_tx;
    board_pin_t vcom_rx;
    bool vcom_has_enable;      /* radio boards connect the console only while a pin is high */
    board_pin_t vcom_enable;
    bool has_light;
    board_pin_t light;
    bool light_is_active_low;
} board_t;

#ifndef ADC_BOARD_FACTS
#define ADC_BOARD_FACTS "brd2601b.h"
#endif
#include ADC_BOARD_FACTS

#endif
