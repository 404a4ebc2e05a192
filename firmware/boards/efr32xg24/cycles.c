#include "cycles.h"

#include "registers.h"

static bool counted;

bool cycles_start(void)
{
    register_write(DCB_DEMCR, register_read(DCB_DEMCR) | DCB_DEMCR_TRCENA);
    counted = false;
    if ((register_read(DWT_CTRL) & DWT_CTRL_NOCYCCNT) != 0u) {
        return false;
    }

    register_write(DWT_CYCCNT, 0u);
    register_write(DWT_CTRL, register_read(DWT_CTRL) | DWT_CTRL_CYCCNTENA);

    /* Some models have the registers but no counter behind them. */
    const uint32_t before = register_read(DWT_CYCCNT);
    for (volatile uint32_t delay = 0u; delay < 16u; delay++) {
    }
    counted = register_read(DWT_CYCCNT) != before;
    return counted;
}

bool cycles_are_counted(void)
{
    return counted;
}

uint32_t cycles_now(void)
{
    return counted ? register_read(DWT_CYCCNT) : 0u;
}
