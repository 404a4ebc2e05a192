#include "vcom.h"

#include "board.h"
#include "console.h"
#include "pin.h"
#include "registers.h"

#define BAUD         115200u
#define OVERSAMPLING 16u

static bool started;
static uint32_t port_clock_hz;

static void pin_drive_high(board_pin_t pin)
{
    register_set(GPIO_PORT_A_DOUT + GPIO_PORT_STRIDE * pin.port, 1u << pin.number);
    pin_mode(pin, GPIO_MODE_PUSH_PULL);
}

static uint32_t pin_route(board_pin_t pin)
{
    return (uint32_t)pin.port | ((uint32_t)pin.number << 16);
}

/* clock / (oversampling * (1 + CLKDIV / 256)), CLKDIV counting in steps of eight. */
static uint32_t clock_divider(uint32_t clock_hz)
{
    return ((32u * clock_hz / (BAUD * OVERSAMPLING) - 32u) * 8u) & EUSART_CLKDIV_FIELD;
}

/* The configuration may only be written while the port is disabled. */
static bool port_disable(void)
{
    if ((register_read(EUSART0_EN) & EUSART_EN_EN) == 0u) {
        return true;
    }
    register_write(EUSART0_CMD, EUSART_CMD_TXDIS | EUSART_CMD_RXDIS);
    const bool idle = register_poll(EUSART0_SYNCBUSY, EUSART_SYNCBUSY_DISABLES, 0u);
    register_clear(EUSART0_EN, EUSART_EN_EN);
    return register_poll(EUSART0_EN, EUSART_EN_DISABLING, 0u) && idle;
}

static bool port_enable(uint32_t clock_hz)
{
    register_write(EUSART0_CFG2, EUSART_CFG2_RESET);
    register_write(EUSART0_CFG1, 0u);
    register_write(EUSART0_CFG0, 0u);
    register_write(EUSART0_FRAMECFG, EUSART_FRAMECFG_8N1);
    register_write(EUSART0_IEN, 0u);
    register_set(EUSART0_EN, EUSART_EN_EN);
    if (!register_poll(EUSART0_SYNCBUSY, 0xFFFFFFFFu, 0u)) {
        return false;
    }

    register_write(EUSART0_CMD, EUSART_CMD_RXEN | EUSART_CMD_TXEN);
    if (!register_poll(EUSART0_SYNCBUSY, EUSART_SYNCBUSY_ENABLES, 0u)
        || !register_poll(EUSART0_STATUS, EUSART_STATUS_RXTXENS, EUSART_STATUS_RXTXENS)
        || !register_poll(EUSART0_SYNCBUSY, EUSART_SYNCBUSY_DIV, 0u)) {
        return false;
    }

    register_write(EUSART0_CLKDIV, clock_divider(clock_hz));
    return register_poll(EUSART0_SYNCBUSY, EUSART_SYNCBUSY_DIV, 0u)
        && register_poll(EUSART0_STATUS, EUSART_STATUS_RXTXIDLE, EUSART_STATUS_RXTXIDLE);
}

bool console_start(uint32_t clock_hz)
{
    if (board.vcom_has_enable) {
        pin_drive_high(board.vcom_enable);
    }

    pin_drive_high(board.vcom_tx);
    pin_mode(board.vcom_rx, GPIO_MODE_INPUT);
    register_write(GPIO_EUSART0_TXROUTE, pin_route(board.vcom_tx));
    register_write(GPIO_EUSART0_RXROUTE, pin_route(board.vcom_rx));
    register_write(GPIO_EUSART0_ROUTEEN, GPIO_EUSART_ROUTE_RXTX);
    register_write(CMU_EUSART0CLKCTRL, CMU_EUSART0_EM01GRPC);
    port_clock_hz = clock_hz;
    started = port_disable() && port_enable(clock_hz);
    return started;
}

/* A character with a wrong stop bit can lock the receiver of this chip up until the port is configured anew. */
static void recover(void)
{
    console_flush();
    (void)port_disable();
    for (uint32_t i = 0u; i < 4u; i++) {
        register_set(EUSART0_CFG2, EUSART_CFG2_CLKPHA);
        register_clear(EUSART0_CFG2, EUSART_CFG2_CLKPHA);
    }
    register_clear(EUSART0_IF, EUSART_IF_RECEIVE_ERRORS);
    started = port_enable(port_clock_hz);
}

bool vcom_get(uint8_t *byte)
{
    if (!started) {
        return false;
    }
    if ((register_read(EUSART0_STATUS) & EUSART_STATUS_RXFL) != 0u) {
        *byte = (uint8_t)register_read(EUSART0_RXDATA);
        return true;
    }
    if ((register_read(EUSART0_IF) & EUSART_IF_FERR) != 0u) {
        recover();
    }
    return false;
}

void console_put(char character)
{
    if (started && register_poll(EUSART0_STATUS, EUSART_STATUS_TXFL, EUSART_STATUS_TXFL)) {
        register_write(EUSART0_TXDATA, (uint8_t)character);
    }
}

void console_flush(void)
{
    if (started) {
        (void)register_poll(EUSART0_STATUS, EUSART_STATUS_TXIDLE | EUSART_STATUS_TXFCNT, EUSART_STATUS_TXIDLE);
    }
}
