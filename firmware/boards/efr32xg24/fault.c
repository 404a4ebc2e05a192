#include "fault.h"

#include <stdbool.h>
#include <stddef.h>

#include "registers.h"
#include "startup.h"
#include "console.h"

__attribute__((section(".noinit"))) fault_record_t fault_record;

static bool reporting;

__attribute__((noreturn, used)) void fault_report(uint32_t exception);

#if __STDC_VERSION__ >= 201112L
_Static_assert(offsetof(fault_record_t, sp) == 32u, "fault_entry stores sp behind r4 to r11");
_Static_assert(offsetof(fault_record_t, frame) == 40u, "fault_entry stores the frame behind exc_return");
#endif

/* Copies registers and stacked frame into the record and continues on a fresh stack: the old one may be full. The frame
 * is copied only if it lies in RAM below the top of the stack, for a wild stack pointer would fault again. */
__attribute__((naked)) void fault_entry(void)
{
    __asm volatile(
        "cpsid i                                \n"
        "tst   lr, #4                           \n"
        "ite   eq                               \n"
        "mrseq r0, msp                          \n"
        "mrsne r0, psp                          \n"
        "movw  r1, #:lower16:fault_record       \n"
        "movt  r1, #:upper16:fault_record       \n"
        "stmia r1!, {r4-r11}                    \n"
        "stmia r1!, {r0, lr}                    \n"
        "movs  r4, #0                           \n"
        "movs  r5, #0                           \n"
        "movs  r6, #0                           \n"
        "movs  r7, #0                           \n"
        "mov   r8, r4                           \n"
        "mov   r9, r4                           \n"
        "mov   r10, r4                          \n"
        "mov   r11, r4                          \n"
        "movw  r2, #:lower16:__data_start       \n"
        "movt  r2, #:upper16:__data_start       \n"
        "movw  r3, #:lower16:__StackTop         \n"
        "movt  r3, #:upper16:__StackTop         \n"
        "cmp   r0, r2                           \n"
        "blo   1f                               \n"
        "sub   r2, r3, #32                      \n"
        "cmp   r0, r2                           \n"
        "bhi   1f                               \n"
        "tst   r0, #3                           \n"
        "bne   1f                               \n"
        "ldmia r0, {r4-r11}                     \n"
        "1:                                     \n"
        "stmia r1, {r4-r11}                     \n"
        "msr   msp, r3                          \n"
        "mrs   r0, ipsr                         \n"
        "b     fault_report                     \n");
}

static void text_and_word(const char *text, uint32_t word)
{
    console_text(text);
    console_hexadecimal(word);
}

static const char *exception_name(uint32_t exception)
{
    static const char *const names[] = { "none", "Reset", "NMI", "HardFault", "MemManage", "BusFault", "UsageFault", "SecureFault" };
    return exception < sizeof names / sizeof names[0] ? names[exception] : "Unexpected";
}

static void print_record(const fault_record_t *record)
{
    console_text("\r\nadc fault ");
    console_text(exception_name(record->exception));
    console_text(" exception ");
    console_decimal(record->exception);
    text_and_word(" pc ", record->frame.pc);
    text_and_word(" lr ", record->frame.lr);
    text_and_word(" psr ", record->frame.psr);
    text_and_word(" sp ", record->sp);
    text_and_word(" exc_return ", record->exc_return);
    text_and_word(" r0 ", record->frame.r0);
    text_and_word(" r1 ", record->frame.r1);
    text_and_word(" r2 ", record->frame.r2);
    text_and_word(" r3 ", record->frame.r3);
    text_and_word(" r12 ", record->frame.r12);
    text_and_word(" cfsr ", record->cfsr);
    text_and_word(" hfsr ", record->hfsr);
    text_and_word(" mmfar ", record->mmfar);
    text_and_word(" bfar ", record->bfar);
    text_and_word(" sfsr ", record->sfsr);
    text_and_word(" sfar ", record->sfar);
    console_text("\r\n");
    console_flush();
}

/* A stack that is too full for the core's own push ends at the limit, with nothing pushed. */
static bool frame_was_pushed(const fault_record_t *record)
{
    return (record->cfsr & SCB_CFSR_STKOF) == 0u || record->sp != (uint32_t)(uintptr_t)__stack_limit;
}

void fault_report(uint32_t exception)
{
    /* A fault while reporting keeps the first record and says nothing more. */
    if (!reporting) {
        reporting = true;
        fault_record.exception = exception;
        fault_record.cfsr = register_read(SCB_CFSR);
        fault_record.hfsr = register_read(SCB_HFSR);
        fault_record.mmfar = register_read(SCB_MMFAR);
        fault_record.bfar = register_read(SCB_BFAR);
        fault_record.sfsr = register_read(SAU_SFSR);
        fault_record.sfar = register_read(SAU_SFAR);
        if (!frame_was_pushed(&fault_record)) {
            fault_record.frame = (fault_frame_t){ 0u };
        }
        fault_record.valid = FAULT_RECORD_VALID;
        print_record(&fault_record);
    }
    for (;;) {
        __asm volatile("wfi");
    }
}
