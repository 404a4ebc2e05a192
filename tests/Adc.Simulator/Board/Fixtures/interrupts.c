/* Interrupts pended by software, the tick timer, masks, and what survives a handler. */
#include <stdbool.h>
#include <stdint.h>

#include "cycles.h"
#include "registers.h"
#include "startup.h"
#include "console.h"

#define NVIC_ISER1   0xE000E104u
#define NVIC_ISPR1   0xE000E204u
#define NVIC_IPR_SW0 0xE000E437u
#define NVIC_IPR_SW1 0xE000E438u
#define SW0_BIT      (1u << (55u - 32u))
#define SW1_BIT      (1u << (56u - 32u))
#define SYST_CSR     0xE000E010u
#define SYST_RVR     0xE000E014u
#define SYST_CVR     0xE000E018u

static volatile uint32_t ticks;
static volatile bool nest;

static void set_priority(uint32_t address, uint8_t priority)
{
    *(volatile uint8_t *)(uintptr_t)address = priority;
}

void SysTick_Handler(void)
{
    ticks++;
}

void SW0_IRQHandler(void)
{
    console_text("SW0 begins\n");
    if (nest) {
        register_write(NVIC_ISPR1, SW1_BIT);
    }
    console_text("SW0 ends\n");
}

void SW1_IRQHandler(void)
{
    console_text("SW1\n");
}

/* Answers in the caller's r0 and leaves rubbish in the floating-point registers that it may use. */
__attribute__((naked)) void SVC_Handler(void)
{
    __asm volatile(
        "mrs  r0, msp         \n"
        "ldr  r1, [r0]        \n"
        "adds r1, #1          \n"
        "str  r1, [r0]        \n"
        "vmov.f32 s0, #9.0    \n"
        "vmov.f32 s15, #9.0   \n"
        "bx   lr              \n");
}

static void pend_both(void)
{
    register_write(NVIC_ISPR1, SW0_BIT | SW1_BIT);
    __asm volatile("dsb \n isb");
}

static void software_interrupts(void)
{
    register_write(NVIC_ISER1, SW0_BIT | SW1_BIT);

    console_text("equal priorities: by number\n");
    pend_both();

    console_text("SW1 is more urgent\n");
    set_priority(NVIC_IPR_SW0, 0x80u);
    set_priority(NVIC_IPR_SW1, 0x40u);
    pend_both();

    console_text("SW1 interrupts SW0\n");
    nest = true;
    register_write(NVIC_ISPR1, SW0_BIT);
    __asm volatile("dsb \n isb");

    console_text("SW1 waits for SW0\n");
    set_priority(NVIC_IPR_SW1, 0xC0u);
    register_write(NVIC_ISPR1, SW0_BIT);
    __asm volatile("dsb \n isb");
    nest = false;
}

static void masks(void)
{
    __asm volatile("cpsid i");
    register_write(NVIC_ISPR1, SW1_BIT);
    console_text("masked\n");
    __asm volatile("wfi");
    console_text("awake, still masked\n");
    __asm volatile("cpsie i \n isb");

    uint32_t base = 0xC0u;
    __asm volatile("msr basepri, %0" : : "r"(base));
    register_write(NVIC_ISPR1, SW0_BIT | SW1_BIT);
    __asm volatile("dsb \n isb");
    console_text("SW1 held back by its priority\n");
    base = 0u;
    __asm volatile("msr basepri, %0 \n isb" : : "r"(base));
}

static void tick_timer(void)
{
    register_write(SYST_RVR, 77999u);
    register_write(SYST_CVR, 0u);
    register_write(SYST_CSR, 7u);
    const uint32_t start = cycles_now();
    while (ticks < 3u) {
        __asm volatile("wfi");
    }
    const uint32_t cycles = cycles_now() - start;
    register_write(SYST_CSR, 0u);
    console_text(cycles < 1000u ? "3 ticks asleep\n" : "3 ticks, but awake\n");
}

static void supervisor_call(void)
{
    uint32_t answer;
    float first;
    float last;
    __asm volatile(
        "vmov.f32 s0, #1.0    \n"
        "vmov.f32 s15, #2.0   \n"
        "movs r0, #41         \n"
        "svc  #0              \n"
        "mov  %0, r0          \n"
        "vmov %1, s0          \n"
        "vmov %2, s15         \n"
        : "=r"(answer), "=t"(first), "=t"(last) : : "r0", "s0", "s15");
    console_text("answer ");
    console_decimal(answer);
    console_text(first == 1.0f && last == 2.0f ? ", registers kept\n" : ", registers lost\n");
}

int main(void)
{
    software_interrupts();
    masks();
    tick_timer();
    supervisor_call();
    for (;;) {
        __asm volatile("wfi");
    }
}
