#include "startup.h"

#include <stdbool.h>

#include "clock.h"
#include "cycles.h"
#include "fault.h"
#include "identity.h"
#include "registers.h"
#include "console.h"

/* A program that defines a handler of the same name takes the interrupt; any other one is reported as a fault. */
#define UNUSED __attribute__((weak, alias("Default_Handler")))

__attribute__((naked)) void Default_Handler(void)
{
    __asm volatile("b fault_entry");
}

startup_handler_t NMI_Handler UNUSED, HardFault_Handler UNUSED, MemManage_Handler UNUSED, BusFault_Handler UNUSED,
    UsageFault_Handler UNUSED, SecureFault_Handler UNUSED, SVC_Handler UNUSED, DebugMon_Handler UNUSED, PendSV_Handler UNUSED,
    SysTick_Handler UNUSED;

#if ADC_FAMILY == 26
#include "interrupts_xg26.h"
#else
#include "interrupts_xg24.h"
#endif

/* VTOR wants the table on a boundary of 512 bytes: its words, rounded up to a power of two. */
__attribute__((section(".vectors"), aligned(512), used)) const startup_vector_t __Vectors[STARTUP_VECTORS] = {
    { .stack = __StackTop },
    { Reset_Handler },
    { NMI_Handler },
    { HardFault_Handler },
    { MemManage_Handler },
    { BusFault_Handler },
    { UsageFault_Handler },
    { SecureFault_Handler },
    [10] = { Default_Handler }, /* a bootloader would keep its own table here */
    { SVC_Handler },
    { DebugMon_Handler },
    [14] = { PendSV_Handler },
    { SysTick_Handler },
    STARTUP_INTERRUPTS
};

#if __STDC_VERSION__ >= 201112L
_Static_assert(sizeof __Vectors == 4u * STARTUP_VECTORS, "16 exceptions and the interrupts");
#endif

/* The linker's symbols are addresses in one memory, whatever the language thinks of pointers to different objects. */
static inline bool is_below(const void *address, const void *end)
{
    return (uintptr_t)address < (uintptr_t)end;
}

static void sleep_for_ever(void)
{
    for (;;) {
        __asm volatile("wfi");
    }
}

#ifdef ADC_BEHIND_BOOTLOADER
/* Takes back the security state that a bootloader leaves: it has opened all peripherals to non-secure code alone and turned
 * the attribution unit off. The clock gate of the unit that knows is reached by its non-secure address until then. */
static inline void take_over(void)
{
    register_set(CMU_CLKEN1 + REGISTER_NON_SECURE, CMU_CLKEN1_SMU);
    register_set(SMU_PPUSATD0, SMU_PPUSATD0_ALL);
    register_set(SMU_PPUSATD1, SMU_PPUSATD1_ALL);
    register_write(SAU_CTRL, 0u);
    __asm volatile("dsb\n\tisb" : : : "memory");
    register_write(SMU_IEN, 0u);
    register_write(NVIC_ICER0, NVIC_SMU_SECURE);
}
#endif

/* Phases as in the chip's boot sequence. Until the FPU is on, nothing here may touch a floating-point register, which a
 * compiler also likes to copy memory with; and memory is not yet what C code expects, so no call goes to the C library. */
__attribute__((target("general-regs-only"), optimize("no-tree-loop-distribute-patterns"))) void Reset_Handler(void)
{
    /* A: the core, then memory as C expects it. */
    __asm volatile("msr msplim, %0" : : "r"(__stack_limit));
#ifdef ADC_BEHIND_BOOTLOADER
    take_over();
#endif
    register_write(SCB_VTOR, (uint32_t)(uintptr_t)__Vectors);
    register_write(SCB_CPACR, register_read(SCB_CPACR) | SCB_CPACR_FPU);
    __asm volatile("dsb\n\tisb" : : : "memory");
    register_write(SCB_CCR, register_read(SCB_CCR) | SCB_CCR_DIV_0_TRP);
    register_write(SCB_SHCSR, register_read(SCB_SHCSR) | SCB_SHCSR_FAULTS);

    const uint32_t *source = __data_load;
    for (uint32_t *target = __data_start; is_below(target, __data_end); target++) {
        *target = *source;
        source++;
    }
    for (uint32_t *target = __bss_start; is_below(target, __bss_end); target++) {
        *target = 0u;
    }
    __asm volatile("dsb\n\tisb" : : : "memory");
    for (startup_handler_t *const *constructor = __init_array_start; is_below(constructor, __init_array_end); constructor++) {
        (*constructor)();
    }

    /* B: identity. */
    identity_read();

    /* C: clock gates; touching a gated peripheral is a bus fault. The last read waits until the gates are open. */
    register_set(CMU_CLKEN0, CMU_CLKEN0_SYSCFG | CMU_CLKEN0_DPLL0 | CMU_CLKEN0_HFRCO0 | CMU_CLKEN0_HFXO0 | CMU_CLKEN0_GPIO);
    register_set(CMU_CLKEN1, CMU_CLKEN1_ICACHE0 | CMU_CLKEN1_MSC | CMU_CLKEN1_EUSART0);
    (void)register_read(CMU_CLKEN1);

    /* D to F: 78 MHz, or what is left without crystal. G: console. H: time base. */
    (void)clock_start();
    (void)console_start(clock_core_hz());
    (void)cycles_start();

    (void)main();
    sleep_for_ever();
}
