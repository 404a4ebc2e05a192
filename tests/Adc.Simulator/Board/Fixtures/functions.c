/* Functions for a debugger to call; main only sleeps. Those written in assembler execute a known number of instructions. */
#include <arm_acle.h>
#include <stddef.h>
#include <stdint.h>

#include "console.h"

#define KEEP __attribute__((used, noinline))

typedef void function_t(void);

KEEP uint32_t add_six(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f);
KEEP uint32_t load_word(const volatile uint32_t *address);
KEEP void store_word(volatile uint32_t *address, uint32_t value);
KEEP void call_address(function_t *address);
KEEP void spin(void);
KEEP uint32_t recurse(uint32_t depth);
KEEP float fused(float a, float b, float c);
KEEP uint32_t fused_bits(uint32_t a, uint32_t b, uint32_t c);
KEEP int32_t dot_pairs(int32_t a, int32_t b, int32_t sum);
KEEP uint32_t run_in_ram(uint32_t value);
KEEP uint32_t initialised(void);
KEEP uint32_t cleared(void);
KEEP void say_hello(void);
KEEP void print_verdict_and_spin(void);
function_t undefined_instruction, breakpoint, supervisor_call, sleep_once;
uint32_t count_loop(uint32_t turns);
uint32_t count_conditional(uint32_t value);
void load_conditionally(const volatile uint32_t *address);
uint32_t use_stack(void);
uint32_t outer(uint32_t turns);
uint32_t inner(uint32_t turns);
uint32_t tail_caller(uint32_t turns);

static uint32_t with_value = 0x12345678u;
static uint32_t without_value;

uint32_t add_six(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f)
{
    return a + 2u * b + 3u * c + 4u * d + 5u * e + 6u * f;
}

uint32_t load_word(const volatile uint32_t *address)
{
    return *address;
}

void store_word(volatile uint32_t *address, uint32_t value)
{
    *address = value;
}

void call_address(function_t *address)
{
    address();
}

void spin(void)
{
    for (;;) {
        __asm volatile("");
    }
}

uint32_t recurse(uint32_t depth)
{
    volatile uint32_t local = depth;
    return depth == 0u ? 0u : recurse(depth - 1u) + local;
}

float fused(float a, float b, float c)
{
    return __builtin_fmaf(a, b, c);
}

uint32_t fused_bits(uint32_t a, uint32_t b, uint32_t c)
{
    union {
        uint32_t bits;
        float value;
    } first = { a }, second = { b }, third = { c };
    first.value = fused(first.value, second.value, third.value);
    return first.bits;
}

int32_t dot_pairs(int32_t a, int32_t b, int32_t sum)
{
    return __smlad(a, b, sum);
}

__attribute__((section(".ramfunc"))) uint32_t run_in_ram(uint32_t value)
{
    return value + with_value;
}

uint32_t initialised(void)
{
    return with_value;
}

uint32_t cleared(void)
{
    return without_value;
}

void say_hello(void)
{
    console_text("hello\n");
}

void print_verdict_and_spin(void)
{
    console_text("adc verdict PASS 1/1\n");
    spin();
}

__attribute__((naked, used)) void undefined_instruction(void)
{
    __asm volatile("udf #7");
}

__attribute__((naked, used)) void breakpoint(void)
{
    __asm volatile("bkpt #0xAB");
}

__attribute__((naked, used)) void supervisor_call(void)
{
    __asm volatile("svc #1 \n bx lr");
}

__attribute__((naked, used)) void sleep_once(void)
{
    __asm volatile("wfi \n bx lr");
}

/* 2 + 3 * turns instructions. */
__attribute__((naked, used)) uint32_t count_loop(uint32_t turns)
{
    (void)turns;
    __asm volatile(
        "movs r1, #0    \n"
        "1: adds r1, #7 \n"
        "subs r0, #1    \n"
        "bne 1b         \n"
        "bx lr          \n");
}

/* 9 instructions, whichever way the conditions go: those that fail take their cycle too. */
__attribute__((naked, used)) uint32_t count_conditional(uint32_t value)
{
    (void)value;
    __asm volatile(
        "cmp r0, #5          \n"
        "itete eq            \n"
        "moveq r0, #1        \n"
        "movwne r0, #0x1234  \n"
        "addeq r0, #1        \n"
        "subne r0, #1        \n"
        "it mi               \n"
        "movmi r0, #0        \n"
        "bx lr               \n");
}

/* The load is always executed; what follows it overwrites the address. */
__attribute__((naked, used)) void load_conditionally(const volatile uint32_t *address)
{
    (void)address;
    __asm volatile(
        "movs r1, #1     \n"
        "cmp r0, r0      \n"
        "ittt eq         \n"
        "ldreq r2, [r0]  \n"
        "moveq r0, #0    \n"
        "moveq r1, #0    \n"
        "bx lr           \n");
}

/* 8 + 24 + 100 bytes of stack, the last word of it written. */
__attribute__((naked, used)) uint32_t use_stack(void)
{
    __asm volatile(
        "push {r4, lr}    \n"
        "push {r0-r5}     \n"
        "sub sp, #100     \n"
        "movs r0, #1      \n"
        "str r0, [sp]     \n"
        "add sp, #124     \n"
        "pop {r4, pc}     \n");
}

/* 2 instructions. */
__attribute__((naked, used)) uint32_t inner(uint32_t turns)
{
    (void)turns;
    __asm volatile("adds r1, #1 \n bx lr");
}

/* 4 + 6 * turns instructions, of which inner has 2 * turns. */
__attribute__((naked, used)) uint32_t outer(uint32_t turns)
{
    (void)turns;
    __asm volatile(
        "push {r4, lr}   \n"
        "mov r4, r0      \n"
        "1: bl inner     \n"
        "nop             \n"
        "subs r4, #1     \n"
        "bne 1b          \n"
        "mov r0, r1      \n"
        "pop {r4, pc}    \n");
}

/* Leaves to count_loop, which returns to this function's caller: 1 + 2 + 3 * turns. */
__attribute__((naked, used)) uint32_t tail_caller(uint32_t turns)
{
    (void)turns;
    __asm volatile("b.w count_loop");
}

static const void *const volatile kept[] = {
    (const void *)(uintptr_t)add_six, (const void *)(uintptr_t)load_word, (const void *)(uintptr_t)store_word,
    (const void *)(uintptr_t)call_address, (const void *)(uintptr_t)spin, (const void *)(uintptr_t)recurse,
    (const void *)(uintptr_t)fused_bits, (const void *)(uintptr_t)dot_pairs, (const void *)(uintptr_t)run_in_ram,
    (const void *)(uintptr_t)initialised, (const void *)(uintptr_t)cleared, (const void *)(uintptr_t)say_hello,
    (const void *)(uintptr_t)print_verdict_and_spin,
    (const void *)(uintptr_t)undefined_instruction, (const void *)(uintptr_t)breakpoint, (const void *)(uintptr_t)supervisor_call,
    (const void *)(uintptr_t)sleep_once, (const void *)(uintptr_t)count_loop, (const void *)(uintptr_t)count_conditional,
    (const void *)(uintptr_t)use_stack, (const void *)(uintptr_t)outer,
    (const void *)(uintptr_t)load_conditionally, (const void *)(uintptr_t)tail_caller,
};

int main(void)
{
    for (size_t i = 0u; i < sizeof kept / sizeof kept[0]; i++) {
        (void)kept[i];
    }
    for (;;) {
        __asm volatile("wfi");
    }
}
