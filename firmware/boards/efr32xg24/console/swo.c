/* Console on the trace pin SWO of the debug connector: stimulus port 0 of the ITM, as UART at 875000 baud. The debugger may
 * have set all of it up; else it is done here. */
#include "board.h"
#include "console.h"
#include "pin.h"
#include "registers.h"

#define BAUD 875000u

static const board_pin_t swo = { .port = 0u, .number = 3u };

static bool started;

static bool debugger_listens(void)
{
    return (register_read(DCB_DEMCR) & DCB_DEMCR_TRCENA) != 0u && (register_read(ITM_TCR) & ITM_TCR_ITMENA) != 0u
        && (register_read(ITM_TER) & ITM_TER_PORT0) != 0u;
}

/* The trace clock may only be changed while nothing traces. */
static void clock_from_core(void)
{
    if ((register_read(CMU_TRACECLKCTRL) & CMU_TRACECLK_FIELDS) != CMU_TRACECLK_SYSCLK) {
        register_replace(DCB_DEMCR, DCB_DEMCR_TRCENA, 0u);
        register_replace(CMU_TRACECLKCTRL, CMU_TRACECLK_FIELDS, CMU_TRACECLK_SYSCLK);
    }
    register_replace(DCB_DEMCR, DCB_DEMCR_TRCENA, DCB_DEMCR_TRCENA);
}

static bool is_idle(void)
{
    return register_poll(ITM_TCR, ITM_TCR_BUSY, 0u);
}

bool console_start(uint32_t clock_hz)
{
    if (!debugger_listens()) {
        clock_from_core();
        pin_mode(swo, GPIO_MODE_PUSH_PULL);
        register_set(GPIO_TRACEROUTEPEN, GPIO_TRACEROUTE_SWV);
        register_write(TPIU_SPPR, TPIU_SPPR_UART);
        register_write(TPIU_ACPR, (clock_hz + BAUD / 2u) / BAUD - 1u);
        register_write(TPIU_FFCR, TPIU_FFCR_PLAIN);
        register_write(ITM_LAR, ITM_LAR_UNLOCK);
        register_write(ITM_TCR, 0u);
        (void)is_idle();
        register_write(ITM_TER, ITM_TER_PORT0);
        register_write(ITM_TCR, ITM_TCR_ITMENA | ITM_TCR_SOURCE1);
    }

    /* A chip whose debugging is locked never becomes ready. */
    started = register_poll(ITM_STIM0, ITM_STIM_READY, ITM_STIM_READY);
    return started;
}

void console_put(char character)
{
    started = started && register_poll(ITM_STIM0, ITM_STIM_READY, ITM_STIM_READY);
    if (started) {
        *(volatile uint8_t *)(uintptr_t)ITM_STIM0 = (uint8_t)character;
    }
}

void console_flush(void)
{
    if (started) {
        (void)is_idle();
    }
}
