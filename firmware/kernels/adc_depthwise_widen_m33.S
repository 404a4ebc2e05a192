/* The bodies of adc_depthwise_widen, one for each pitch, whose quarters are offsets of stores:
 *
 * void adc_depthwise_planes_widen_PITCH(const adc_depthwise_planes_rows_t *rows, int32_t pitch)
 *
 * Two pixels take 15 instructions. A row with fewer pairs than are unrolled enters further down; the entries are
 * addresses chosen once. */

#if defined(__ARM_FEATURE_DSP)

    .file "adc_depthwise_widen_m33.S" @ and not the object's name, which is the build's affair
    .syntax unified
    .thumb

    @ Four channels of two pixels a and b to the planes, 256-fold: r3 masks, e holds channels 0 and 2, o holds 1 and 3.
    .macro store_pair pitch, ea, eb, oa, ob
    pkhbt  r8, \oa, \ob, lsl #16
    pkhtb  r9, \ob, \oa, asr #16
    str    r8, [r2, #\pitch / 4]
    pkhbt  r8, \ea, \eb, lsl #16
    str    r9, [r2, #3 * \pitch / 4]
    pkhtb  r9, \eb, \ea, asr #16
    str    r9, [r2, #\pitch / 2]
    str    r8, [r2], #4
    .endm

    @   r0 input   r1 bytes between pixels   r2 planes   r3 mask   r10 border in both lanes
    @   r11 from the end of a row of planes to the next   r12 turns   lr rows to go
    .equ   TURNS, 0                @ in a row
    .equ   ROW, 4                  @ entries: a row, its pairs, what follows them
    .equ   PAIRS, 8
    .equ   TAIL, 12
    .equ   WIDEN_FRAME, 16
    .equ   WIDEN_UNITS, 4
    .equ   WIDEN_UNIT_SIZE, 60

    .macro widen pitch
    .section .text.adc_depthwise_planes_widen_\pitch, "ax", %progbits
    .global adc_depthwise_planes_widen_\pitch
    .type   adc_depthwise_planes_widen_\pitch, %function
    .thumb_func
    .balign 4
adc_depthwise_planes_widen_\pitch:
    push   {r4-r11, lr}
    sub    sp, sp, #WIDEN_FRAME
    mov    r9, r0
    ldm    r9!, {r0, r2}           @ input, planes
    ldm    r9, {r4-r8}             @ rows, width, step, has_left, border
    mov    lr, r4
    mov    r1, r6
    mov    r10, r8
    mov    r3, #0xFF00FF00
    adr.w  r9, .Lpairs_\pitch
    orr    r9, r9, #1
    adr.w  r8, .Lleft_\pitch
    orr    r8, r8, #1
    sub    r5, r5, r7              @ pixels without a border beside them
    lsrs   r6, r5, #1              @ pairs
    rsb    r12, r6, #0
    and    r12, r12, #WIDEN_UNITS - 1
    movs   r4, #WIDEN_UNIT_SIZE
    mla    r9, r12, r4, r9
    add    r12, r12, r6
    lsrs   r12, r12, #2
    str    r12, [sp, #TURNS]
    and    r5, r5, #1
    add    r6, r6, r7
    add    r6, r6, r5              @ words of a row
    mov    r11, #\pitch
    sub    r11, r11, r6, lsl #2
    adr.w  r4, .Lright_\pitch
    adr.w  r6, .Lnext_\pitch
    orr    r4, r4, #1
    orr    r6, r6, #1
    cmp    r5, #0
    it     eq
    moveq  r4, r6
    cmp    r12, #0
    it     eq
    moveq  r9, r4                  @ a row without a pair
    cmp    r7, #0
    it     eq
    moveq  r8, r9
    strd   r8, r9, [sp, #ROW]
    str    r4, [sp, #TAIL]
    ldm    sp, {r12, pc}           @ turns, row

.Lleft_\pitch:
    ldr.w  r5, [r0]
    add    r0, r0, r1
    and    r7, r3, r5, lsl #8
    and    r5, r3, r5
    store_pair \pitch, r10, r7, r10, r5
    ldr    pc, [sp, #PAIRS]

    .balign 4
.Lpairs_\pitch:
    .rept  WIDEN_UNITS
    ldr.w  r4, [r0]
    ldr.w  r5, [r0, r1]
    add    r0, r0, r1, lsl #1
    and    r6, r3, r4, lsl #8
    and    r7, r3, r5, lsl #8
    and.w  r4, r3, r4
    and.w  r5, r3, r5
    store_pair \pitch, r6, r7, r4, r5
    .endr
    .if . - .Lpairs_\pitch != WIDEN_UNITS * WIDEN_UNIT_SIZE
    .error "a unit has another size than the entry is computed with"
    .endif
    .if \pitch / 4 > 4 * WIDEN_UNITS
    subs   r12, r12, #1
    bne.w  .Lpairs_\pitch
    .endif                         @ narrower rows have no more pairs
    ldr    pc, [sp, #TAIL]

.Lright_\pitch:
    ldr.w  r4, [r0]
    add    r0, r0, r1
    and    r6, r3, r4, lsl #8
    and    r4, r3, r4
    store_pair \pitch, r6, r10, r4, r10
.Lnext_\pitch:
    add    r2, r2, r11
    subs   lr, lr, #1
    it     ne
    ldmne  sp, {r12, pc}           @ turns, row
    add    sp, sp, #WIDEN_FRAME
    pop    {r4-r11, pc}
    .size  adc_depthwise_planes_widen_\pitch, . - adc_depthwise_planes_widen_\pitch
    .endm

    .irp   pitch, 64, 128, 256, 512, 992
    widen  \pitch
    .endr

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
