/* Registers of the EFR32xG24 and its relatives that the boot path touches, by their secure addresses.
 *
 * Every peripheral word has three write-only shadows: a store to the first sets, to the second clears
 * and to the third toggles the bits that are one in the stored word, without a read in between.
 */
#ifndef ADC_REGISTERS_H
#define ADC_REGISTERS_H

#include <stdbool.h>
#include <stdint.h>

/* 24 for the EFR32xG24, 26 for the xG26, 28 for the xG28, whose registers here are the same. */
#ifndef ADC_FAMILY
#define ADC_FAMILY 24
#endif

#define REGISTER_SET   0x1000u
#define REGISTER_CLEAR 0x2000u

/* The same register for non-secure code. */
#define REGISTER_NON_SECURE 0x10000000u

/* No wait for the hardware is longer than this many reads; the slowest, the crystal, needs a few milliseconds. */
#define REGISTER_POLLS 200000u

/* Energy management: no clock gate. */
#define EMU_STATUS   0x40004084u
#define EMU_RSTCAUSE 0x40004094u

#define EMU_STATUS_VSCALE  0x000000C0u
#define EMU_STATUS_VSCALE2 0x00000080u

/* Clock management: no clock gate. */
#define CMU_CLKEN0          0x40008064u
#define CMU_CLKEN1          0x40008068u
#define CMU_SYSCLKCTRL      0x40008070u
#define CMU_TRACECLKCTRL    0x40008080u
#define CMU_DPLLREFCLKCTRL  0x40008100u
#define CMU_EM01GRPACLKCTRL 0x40008120u
#define CMU_EM01GRPCCLKCTRL 0x40008128u
#define CMU_EUSART0CLKCTRL  0x40008220u

#define CMU_CLKEN0_SYSCFG (1u << 16)
#define CMU_CLKEN0_DPLL0  (1u << 17)
#define CMU_CLKEN0_HFRCO0 (1u << 18)
#define CMU_CLKEN0_HFXO0  (1u << 20)
#define CMU_CLKEN0_GPIO   (1u << 26)

#define CMU_CLKEN1_SMU     (1u << 14)
#define CMU_CLKEN1_ICACHE0 (1u << 15)
#define CMU_CLKEN1_MSC     (1u << 16)
#define CMU_CLKEN1_EUSART0 (1u << 22)

#define CMU_SYSCLK_SELECT      0x00000007u
#define CMU_SYSCLK_HFRCODPLL   0x00000002u
#define CMU_SYSCLK_PCLK_HALF   (1u << 10)
#define CMU_SYSCLK_RADIO_HALF  (1u << 16)
#define CMU_TRACECLK_FIELDS    0x00000033u
#define CMU_TRACECLK_SYSCLK    1u
#define CMU_DPLLREF_HFXO       1u
#define CMU_EM01GRP_HFRCODPLL  1u
#define CMU_EM01GRP_FSRCO      3u
#define CMU_EUSART0_EM01GRPC   1u

/* Crystal oscillator. */
#define HFXO_XTALCFG  0x4A004010u
#define HFXO_XTALCTRL 0x4A004018u
#define HFXO_CFG      0x4A004020u
#define HFXO_CTRL     0x4A004028u
#define HFXO_MARGIN   0x4A004034u
#define HFXO_STATUS   0x4A004058u
#define HFXO_LOCK     0x4A004080u

#define HFXO_XTALCFG_FIRST_START  0x0BC00820u /* 833 us until the amplitude counts as steady */
#define HFXO_XTALCFG_NEXT_START   0x0B300820u /* 83 us */
#define HFXO_XTALCTRL_SKIP_OPT    (1u << 31)
#define HFXO_CFG_MODE             0x0000000Fu /* all zero: crystal */
#define HFXO_CTRL_FORCEEN         (1u << 16)
#define HFXO_CTRL_DISONDEMAND     (1u << 24)
#define HFXO_CTRL_DISONDEMANDBUF  (1u << 26)
#define HFXO_CTRL_START           0x06010040u /* FORCEEN, without DISONDEMAND, the rest as after reset */
#define HFXO_STATUS_ENS           (1u << 16)
#define HFXO_STATUS_SYNCBUSY      (1u << 30)
#define HFXO_STATUS_RUNNING       0x00010003u /* enabled, ready, core bias optimised */
#define HFXO_MARGIN_FIELD         0x1C000000u
#define HFXO_MARGIN_HIGH_POWER    0x0C000000u
#define HFXO_UNLOCK               0x580Eu

/* RC oscillator that the DPLL steers. */
#define HFRCO_CAL    0x40010008u
#define HFRCO_STATUS 0x4001000Cu

#define HFRCO_CAL_TUNING      0x0000007Fu
#define HFRCO_CAL_RANGE       0x001F0000u
#define HFRCO_CAL_RANGE_80M   0x00100000u
#define HFRCO_CAL_80M         0xCCF09F00u
#define HFRCO_TUNING_MIDDLE   0x0000003Fu
#define HFRCO_STATUS_BUSY     0x00000006u

/* Digital phase-locked loop. */
#define DPLL_EN     0x4001C004u
#define DPLL_CFG    0x4001C008u
#define DPLL_CFG1   0x4001C00Cu
#define DPLL_IF     0x4001C010u
#define DPLL_STATUS 0x4001C018u

#define DPLL_EN_EN           1u
#define DPLL_EN_DISABLING    2u
#define DPLL_CFG_PLL_RECOVER 5u
#define DPLL_CFG1_TWICE      0x0EFF077Fu /* (3839 + 1) / (1919 + 1) times the reference */
#define DPLL_IF_ALL          7u
#define DPLL_IF_LOCK         1u
#define DPLL_STATUS_READY    3u

/* Flash controller and instruction cache. */
#define MSC_READCTRL 0x40030004u
#define MSC_STATUS   0x4003001Cu
#define MSC_LOCK     0x4003003Cu
#define ICACHE_CMD   0x40034018u

#define MSC_READCTRL_TWO_WAITS 0x00200000u
#define MSC_READCTRL_ONE_WAIT  0x00100000u
#define MSC_STATUS_REGLOCK     (1u << 16)
#define MSC_UNLOCK             0x1B71u
#define ICACHE_CMD_FLUSH       1u

/* Pins. Ports follow each other at GPIO_PORT_STRIDE. */
#define GPIO_PORT_A_MODEL    0x4003C034u
#define GPIO_PORT_A_MODEH    0x4003C03Cu
#define GPIO_PORT_A_DOUT     0x4003C040u
#define GPIO_PORT_STRIDE     0x30u
#define GPIO_TRACEROUTEPEN   0x4003C444u
#define GPIO_EUSART0_ROUTEEN 0x4003C494u
#define GPIO_EUSART0_RXROUTE 0x4003C4A4u
#define GPIO_EUSART0_TXROUTE 0x4003C4ACu

#define GPIO_MODE_INPUT       1u
#define GPIO_MODE_PUSH_PULL   4u
#define GPIO_TRACEROUTE_SWV   1u
#define GPIO_EUSART_ROUTE_RXTX 0x14u

/* Serial port. */
#define EUSART0_EN       0x4B010004u
#define EUSART0_CFG0     0x4B010008u
#define EUSART0_CFG1     0x4B01000Cu
#define EUSART0_CFG2     0x4B010010u
#define EUSART0_FRAMECFG 0x4B010014u
#define EUSART0_CLKDIV   0x4B010030u
#define EUSART0_CMD      0x4B010038u
#define EUSART0_RXDATA   0x4B01003Cu
#define EUSART0_TXDATA   0x4B010044u
#define EUSART0_STATUS   0x4B010048u
#define EUSART0_IF       0x4B01004Cu
#define EUSART0_IEN      0x4B010050u
#define EUSART0_SYNCBUSY 0x4B010054u

#define EUSART_EN_EN            1u
#define EUSART_EN_DISABLING     2u
#define EUSART_CFG2_RESET       0x20u
#define EUSART_CFG2_CLKPHA      0x04u
#define EUSART_FRAMECFG_8N1     0x1002u
#define EUSART_CLKDIV_FIELD     0x007FFFF8u
#define EUSART_CMD_RXEN         1u
#define EUSART_CMD_RXDIS        2u
#define EUSART_CMD_TXEN         4u
#define EUSART_CMD_TXDIS        8u
#define EUSART_STATUS_RXTXENS   0x00000003u
#define EUSART_STATUS_TXFL      0x00000040u /* room in the transmit queue */
#define EUSART_STATUS_RXFL      0x00000080u /* a character has come */
#define EUSART_STATUS_RXTXIDLE  0x00003000u
#define EUSART_STATUS_TXIDLE    0x00002000u
#define EUSART_STATUS_TXFCNT    0x001F0000u
#define EUSART_IF_FERR          (1u << 9)
#define EUSART_IF_RECEIVE_ERRORS 0x00000330u /* overflow, underflow, parity, stop bit */
#define EUSART_SYNCBUSY_DIV     0x00000001u
#define EUSART_SYNCBUSY_ENABLES 0x00000078u
#define EUSART_SYNCBUSY_DISABLES 0x00000050u

/* Chip revision. */
#define SYSCFG_CHIPREV       0x4007C018u
#define SYSCFG_CHIPREV_MAJOR 0x0000003Fu
#define SYSCFG_CHIPREV_MINOR 0x000FF000u

/* Security management: which peripherals take secure transactions only. */
#define SMU_IEN      0x44008010u
#define SMU_PPUSATD0 0x44008060u
#define SMU_PPUSATD1 0x44008064u

#define SMU_PPUSATD0_ALL 0xFFFFFFFFu
#define SMU_PPUSATD1_ALL 0x003FFFFFu

/* Factory information, read-only. */
#define DEVINFO_PART         0x0FE08004u
#define DEVINFO_MSIZE        0x0FE0800Cu
#define DEVINFO_EUI64L       0x0FE08048u
#define DEVINFO_EUI64H       0x0FE0804Cu
#define DEVINFO_HFRCOCAL_80M 0x0FE08098u

/* The Arm core's own. */
#define ITM_STIM0  0xE0000000u
#define ITM_TER    0xE0000E00u
#define ITM_TCR    0xE0000E80u
#define ITM_LAR    0xE0000FB0u
#define DWT_CTRL   0xE0001000u
#define DWT_CYCCNT 0xE0001004u
#define TPIU_ACPR  0xE0040010u
#define TPIU_SPPR  0xE00400F0u
#define TPIU_FFCR  0xE0040304u
#define SCB_CPUID  0xE000ED00u
#define SCB_VTOR   0xE000ED08u
#define SCB_AIRCR  0xE000ED0Cu
#define SCB_SCR    0xE000ED10u
#define SCB_CCR    0xE000ED14u
#define SCB_SHCSR  0xE000ED24u
#define SCB_CFSR   0xE000ED28u
#define SCB_HFSR   0xE000ED2Cu
#define SCB_MMFAR  0xE000ED34u
#define SCB_BFAR   0xE000ED38u
#define SCB_CPACR  0xE000ED88u
#define SAU_CTRL   0xE000EDD0u
#define SAU_SFSR   0xE000EDE4u
#define SAU_SFAR   0xE000EDE8u
#define DCB_DEMCR  0xE000EDFCu
#define NVIC_ICER0 0xE000E180u

#define ITM_STIM_READY     (1u << 0)
#define ITM_TER_PORT0      (1u << 0)
#define ITM_TCR_ITMENA     (1u << 0)
#define ITM_TCR_SOURCE1    (1u << 16)
#define ITM_TCR_BUSY       (1u << 23)
#define ITM_LAR_UNLOCK     0xC5ACCE55u
#define TPIU_SPPR_UART     2u
#define TPIU_FFCR_PLAIN    0x00000100u /* no formatter: a single source */
#define DWT_CTRL_CYCCNTENA (1u << 0)
#define DWT_CTRL_NOCYCCNT  (1u << 25)
#define SCB_AIRCR_RESET    0x05FA0004u
#define SCB_SCR_SLEEPDEEP  (1u << 2)
#define SCB_CCR_DIV_0_TRP  (1u << 4)
#define SCB_SHCSR_FAULTS   0x000F0000u
#define SCB_CFSR_STKOF     (1u << 20)
#define SCB_CPACR_FPU      0x00F00000u
#define DCB_DEMCR_TRCENA   (1u << 24)
#define NVIC_SMU_SECURE    (1u << 0)

/* With ADC_NON_SECURE_ALIAS peripherals are reached by their other addresses: the vendor's start-up code opens them to these. */
static inline volatile uint32_t *register_at(uint32_t address)
{
#ifdef ADC_NON_SECURE_ALIAS
    return (volatile uint32_t *)(uintptr_t)((address >> 28) == 4u ? address + REGISTER_NON_SECURE : address);
#else
    return (volatile uint32_t *)(uintptr_t)address;
#endif
}

static inline uint32_t register_read(uint32_t address)
{
    return *register_at(address);
}

static inline void register_write(uint32_t address, uint32_t value)
{
    *register_at(address) = value;
}

static inline void register_set(uint32_t address, uint32_t bits)
{
    register_write(address + REGISTER_SET, bits);
}

static inline void register_clear(uint32_t address, uint32_t bits)
{
    register_write(address + REGISTER_CLEAR, bits);
}

static inline void register_replace(uint32_t address, uint32_t field, uint32_t value)
{
    register_write(address, (register_read(address) & ~field) | value);
}

/* Waits, but not for ever; false when the field never took the wanted value. */
static inline bool register_poll(uint32_t address, uint32_t field, uint32_t wanted)
{
    for (uint32_t polls = 0u; polls < REGISTER_POLLS; polls++) {
        if ((register_read(address) & field) == wanted) {
            return true;
        }
    }
    return false;
}

#endif
