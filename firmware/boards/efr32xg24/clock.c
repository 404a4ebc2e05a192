#include "clock.h"

#include "board.h"
#include "registers.h"

#define FSRCO_HZ 20000000u

static uint32_t core_hz = FSRCO_HZ;

static bool chip_is_first_revision(void)
{
    const uint32_t revision = register_read(SYSCFG_CHIPREV);
    return (revision & SYSCFG_CHIPREV_MAJOR) == 1u && (revision & SYSCFG_CHIPREV_MINOR) == 0u;
}

/* Starts the crystal and leaves it running for good. */
static bool crystal_start(void)
{
    if (board.crystal_margin && chip_is_first_revision()) {
        register_replace(HFXO_MARGIN, HFXO_MARGIN_FIELD, HFXO_MARGIN_HIGH_POWER);
    }

    register_write(HFXO_LOCK, HFXO_UNLOCK);
    register_set(HFXO_CTRL, HFXO_CTRL_DISONDEMAND | HFXO_CTRL_DISONDEMANDBUF);
    register_clear(HFXO_CTRL, HFXO_CTRL_FORCEEN);
    if (!register_poll(HFXO_STATUS, HFXO_STATUS_ENS, 0u) || !register_poll(HFXO_STATUS, HFXO_STATUS_SYNCBUSY, 0u)) {
        return false;
    }

    register_write(HFXO_XTALCFG, HFXO_XTALCFG_FIRST_START);
    register_write(HFXO_XTALCTRL, board.crystal_control);
    register_replace(HFXO_CFG, HFXO_CFG_MODE, 0u);
    register_write(HFXO_CTRL, HFXO_CTRL_START);
    if (!register_poll(HFXO_STATUS, HFXO_STATUS_RUNNING, HFXO_STATUS_RUNNING)) {
        return false;
    }

    /* The bias found now serves the next starts, which then settle ten times faster. */
    register_set(HFXO_CTRL, HFXO_CTRL_DISONDEMAND);
    register_write(HFXO_XTALCFG, HFXO_XTALCFG_NEXT_START);
    register_set(HFXO_XTALCTRL, HFXO_XTALCTRL_SKIP_OPT);
    register_clear(HFXO_CTRL, HFXO_CTRL_DISONDEMAND);
    return true;
}

static uint32_t oscillator_calibration(void)
{
    const uint32_t factory = register_read(DEVINFO_HFRCOCAL_80M);
    const bool absent = factory == 0u || factory == 0xFFFFFFFFu;
    return HFRCO_CAL_80M | (absent ? HFRCO_TUNING_MIDDLE : factory & HFRCO_CAL_TUNING);
}

/* Locks the oscillator to twice the crystal. The core must not run on it yet: it overshoots while it locks. */
static bool dpll_lock(void)
{
    register_clear(DPLL_EN, DPLL_EN_EN);
    if (!register_poll(DPLL_EN, DPLL_EN_DISABLING, 0u) || !register_poll(HFRCO_STATUS, HFRCO_STATUS_BUSY, 0u)) {
        return false;
    }

    /* Parts with a lower speed limit clamp the range. */
    register_write(HFRCO_CAL, oscillator_calibration());
    if ((register_read(HFRCO_CAL) & HFRCO_CAL_RANGE) != HFRCO_CAL_RANGE_80M) {
        return false;
    }

    register_write(DPLL_CFG1, DPLL_CFG1_TWICE);
    register_write(CMU_DPLLREFCLKCTRL, CMU_DPLLREF_HFXO);
    register_write(DPLL_CFG, DPLL_CFG_PLL_RECOVER);
    register_clear(DPLL_IF, DPLL_IF_ALL);
    register_set(DPLL_EN, DPLL_EN_EN);
    for (uint32_t polls = 0u; polls < REGISTER_POLLS; polls++) {
        const uint32_t flags = register_read(DPLL_IF) & DPLL_IF_ALL;
        if (flags != 0u) {
            return flags == DPLL_IF_LOCK && (register_read(DPLL_STATUS) & DPLL_STATUS_READY) == DPLL_STATUS_READY;
        }
    }
    return false;
}

/* Flash waits two states during the switch; one is enough afterwards. Peripherals and radio take half the clock. */
static bool core_switch(void)
{
    register_write(MSC_LOCK, MSC_UNLOCK);
    if ((register_read(MSC_STATUS) & MSC_STATUS_REGLOCK) != 0u) {
        return false;
    }

    register_write(MSC_READCTRL, MSC_READCTRL_TWO_WAITS);
    register_set(CMU_SYSCLKCTRL, CMU_SYSCLK_PCLK_HALF | CMU_SYSCLK_RADIO_HALF);
    register_replace(CMU_SYSCLKCTRL, CMU_SYSCLK_SELECT, CMU_SYSCLK_HFRCODPLL);
    if ((register_read(CMU_SYSCLKCTRL) & CMU_SYSCLK_SELECT) != CMU_SYSCLK_HFRCODPLL) {
        return false;
    }

    register_write(MSC_READCTRL, MSC_READCTRL_ONE_WAIT);
    (void)register_read(MSC_READCTRL);
    register_write(ICACHE_CMD, ICACHE_CMD_FLUSH);
    register_write(CMU_EM01GRPACLKCTRL, CMU_EM01GRP_HFRCODPLL);
    register_write(CMU_EM01GRPCCLKCTRL, CMU_EM01GRP_HFRCODPLL);
    return true;
}

bool clock_start(void)
{
    const bool voltage_is_high = (register_read(EMU_STATUS) & EMU_STATUS_VSCALE) == EMU_STATUS_VSCALE2;
    if (voltage_is_high && crystal_start() && (dpll_lock() || dpll_lock()) && core_switch()) {
        core_hz = 2u * board.crystal_hz;
        return true;
    }

    /* The serial port's own default, the untuned oscillator, would stop or drift. */
    register_write(CMU_EM01GRPCCLKCTRL, CMU_EM01GRP_FSRCO);
    register_write(CMU_EM01GRPACLKCTRL, CMU_EM01GRP_FSRCO);
    register_clear(DPLL_EN, DPLL_EN_EN);
    core_hz = FSRCO_HZ;
    return false;
}

uint32_t clock_core_hz(void)
{
    return core_hz;
}
