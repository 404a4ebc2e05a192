#include "light.h"

#include "board.h"
#include "pin.h"
#include "registers.h"

static void drive(bool high)
{
    const uint32_t port = GPIO_PORT_A_DOUT + GPIO_PORT_STRIDE * board.light.port;
    if (high) {
        register_set(port, 1u << board.light.number);
    } else {
        register_clear(port, 1u << board.light.number);
    }
}

void light_start(void)
{
    light_off();
    if (board.has_light) {
        pin_mode(board.light, GPIO_MODE_PUSH_PULL);
    }
}

void light_on(void)
{
    if (board.has_light) {
        drive(!board.light_is_active_low);
    }
}

void light_off(void)
{
    if (board.has_light) {
        drive(board.light_is_active_low);
    }
}
