/* Output channels of four positions, or of one, two channels at a time: what tile, stream and lanes are is in
 * adc_conv2d_tile.h and adc_conv2d_tiles_s8.h.
 *
 * Four positions keep all 14 registers in use:
 *   r0-r3  sums of channel A of the positions (packed: 256 * A + B)    r8, r9   inputs of two positions    r11  lanes
 *   r4-r7  sums of channel B                                           r10, lr  weights of A and of B      r12  stream
 * The first unit of two taps adds to the starting sums, which are in r3 and r7. The body behind it is a loop of sixteen
 * such units; a number that is no multiple of sixteen enters it further down the first time.
 * 72 bytes of stack at most. */

#if defined(__ARM_FEATURE_DSP)

    .syntax unified
    .thumb

    .equ FRAME_OUTPUT, 0
    .equ FRAME_STEP, 4
    .equ FRAME_LANES, 8
    .equ FRAME_STREAM_END, 12
    .equ FRAME_LANES_END, 16
    .equ FRAME_ENTRY, 20
    .equ FRAME_FINISH, 24
    .equ FRAME_SATURATE, 28
    .equ FRAME_SHIFT, 32
    .equ FRAME_SIZE, 36

    .equ UNITS, 16

    @ Shifts from 8 to 18 in steps of two are immediate: one instruction less for each output.
    .equ FIRST_SHIFT, 8
    .equ LAST_SHIFT, 18
    .equ SATURATE_SIZE, 36

    .macro begin name
    .section .text.\name, "ax", %progbits
    .global \name
    .type   \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

    @ two taps of two channels: r10 weights of A (and B), lr those of B
    .macro load_weights is_wide
    .if \is_wide
    ldrd   r10, lr, [r12], #8
    .else
    ldr    r10, [r12], #4
    sxtb16 lr, r10
    .endif
    .endm

    @ two taps of four positions; a and b are what the sums of channels A and B are added to
    .macro unit is_wide, a0=r0, a1=r1, a2=r2, a3=r3, b0=r4, b1=r5, b2=r6, b3=r7
    load_weights \is_wide
    ldrd   r8, r9, [r11], #8
    smlad  r0, r10, r8, \a0
    smlad  r4, lr, r8, \b0
    smlad  r1, r10, r9, \a1
    smlad  r5, lr, r9, \b1
    ldrd   r8, r9, [r11], #8
    smlad  r2, r10, r8, \a2
    smlad  r6, lr, r8, \b2
    smlad  r3, r10, r9, \a3
    smlad  r7, lr, r9, \b3
    .endm

    @ r8 multiplier, r9 addend, r10 addend for negative sums; flags hold the sign
    .macro requantize_two_sided v
    ite    pl
    smmlapl \v, \v, r8, r9
    smmlami \v, \v, r8, r10
    .endm

    .macro tile_of_four name, is_wide, unit_size
    begin  \name
    push   {r4-r11, lr}
    sub    sp, sp, #FRAME_SIZE
    ldm    r0, {r1-r8}             @ lanes, end, stream, end, output, step, shift, is_two_sided
    mov    r11, r1
    mov    r12, r3
    subs   r9, r2, r1
    lsrs   r9, r9, #4
    rsb    r9, r9, #1              @ units of the first pass to skip
    and    r9, r9, #UNITS - 1
    movs   r3, #\unit_size
    adr.w  lr, .Lunits\@
    mla    r9, r9, r3, lr
    orr    r9, r9, #1
    adr.w  r10, .Lone_sided\@
    cmp    r8, #0
    it     ne
    adrne.w r10, .Ltwo_sided\@
    orr    r10, r10, #1
    strd   r5, r6, [sp, #FRAME_OUTPUT]
    strd   r1, r4, [sp, #FRAME_LANES]
    strd   r2, r9, [sp, #FRAME_LANES_END]
    adr.w  r3, .Lshift\@
    tst    r7, #1
    bne    1f
    subs   r4, r7, #FIRST_SHIFT
    cmp    r4, #LAST_SHIFT - FIRST_SHIFT
    bhi    1f
    adr.w  r3, .Lsaturate\@
    add    r4, r4, r4, lsl #3      @ 36 bytes for each two
    add    r3, r3, r4, lsl #1
1:  orr    r3, r3, #1
    strd   r10, r3, [sp, #FRAME_FINISH]
    str    r7, [sp, #FRAME_SHIFT]

.Lchannels\@:
    ldrd   r3, r7, [r12], #8
    unit   \is_wide, r3, r3, r3, r3, r7, r7, r7, r7
    ldr    pc, [sp, #FRAME_ENTRY]

    .balign 4
.Lunits\@:
    .rept UNITS
    unit   \is_wide
    .endr
    .if . - .Lunits\@ != UNITS * \unit_size
    .error "a unit has another size than the entry is computed with"
    .endif
    ldr    lr, [sp, #FRAME_LANES_END]
    cmp    r11, lr
    bne.w  .Lunits\@
    ldr    pc, [sp, #FRAME_FINISH]

    .balign 4
.Lone_sided\@:
    ldm    r12!, {r8-r10, lr}
    .if !\is_wide
    subs   r0, r0, r4
    subs   r1, r1, r5
    subs   r2, r2, r6
    subs   r3, r3, r7
    lsls   r4, r4, #8
    lsls   r5, r5, #8
    lsls   r6, r6, #8
    lsls   r7, r7, #8
    .endif
    .irp v, r0, r1, r2, r3
    smmla  \v, \v, r8, r9
    .endr
    .irp v, r4, r5, r6, r7
    smmla  \v, \v, r10, lr
    .endr
    ldr    pc, [sp, #FRAME_SATURATE]

    .balign 4
.Ltwo_sided\@:
    ldm    r12!, {r8-r10}
    .if \is_wide
    .irp v, r0, r1, r2, r3
    cmp    \v, #0
    requantize_two_sided \v
    .endr
    ldm    r12!, {r8-r10}
    .irp v, r4, r5, r6, r7
    cmp    \v, #0
    requantize_two_sided \v
    .endr
    .else
    subs   r0, r0, r4
    requantize_two_sided r0
    subs   r1, r1, r5
    requantize_two_sided r1
    subs   r2, r2, r6
    requantize_two_sided r2
    subs   r3, r3, r7
    requantize_two_sided r3
    ldm    r12!, {r8-r10}
    .irp v, r4, r5, r6, r7
    lsls   \v, \v, #8
    requantize_two_sided \v
    .endr
    .endif
    ldr    pc, [sp, #FRAME_SATURATE]

    .balign 4
.Lshift\@:
    ldr    r11, [sp, #FRAME_SHIFT]
    .irp v, r0, r1, r2, r3, r4, r5, r6, r7
    asr    \v, \v, r11
    ssat   \v, #8, \v
    .endr
    b.w    .Lstore\@

    .balign 4
.Lsaturate\@:
    .irp s, 8, 10, 12, 14, 16, 18
    .irp v, r0, r1, r2, r3, r4, r5, r6, r7
    ssat   \v, #8, \v, asr #\s
    .endr
    b.w    .Lstore\@
    .endr
    .if . - .Lsaturate\@ != ((LAST_SHIFT - FIRST_SHIFT) / 2 + 1) * SATURATE_SIZE
    .error "saturations have another size than they are chosen with"
    .endif

.Lstore\@:
    ldrd   r8, r9, [sp, #FRAME_OUTPUT]
    bfi    r0, r4, #8, #8
    bfi    r1, r5, #8, #8
    bfi    r2, r6, #8, #8
    bfi    r3, r7, #8, #8
    strh   r1, [r8, r9]
    strh   r2, [r8, r9, lsl #1]
    adds   r10, r8, r9
    strh   r3, [r10, r9, lsl #1]
    strh   r0, [r8], #2
    ldrd   r11, r10, [sp, #FRAME_LANES]
    str    r8, [sp, #FRAME_OUTPUT]
    cmp    r12, r10
    bne.w  .Lchannels\@
    add    sp, sp, #FRAME_SIZE
    pop    {r4-r11, pc}
    .size  \name, . - \name
    .endm

    @ One position: r0 and r4 sums; 8 instructions for 8 multiply-adds (packed).
    @   r5 lanes, their start r1 and end r2; r3 end of the stream; r6 output; r7 shift
    .macro tile_of_one name, is_wide
    begin  \name
    push   {r4-r11, lr}
    ldm    r0, {r1-r8}             @ lanes, end, stream, end, output, step, shift, is_two_sided
    mov    r12, r3
    mov    r3, r4
    mov    r6, r5
    push   {r7, r8}
.Lchannels\@:
    ldrd   r0, r4, [r12], #8
    mov    r5, r1
.Lunits\@:
    ldrd   r8, r9, [r5], #8
    .if \is_wide
    ldm    r12!, {r7, r10, r11, lr}
    smlad  r0, r7, r8, r0
    smlad  r4, r10, r8, r4
    smlad  r0, r11, r9, r0
    smlad  r4, lr, r9, r4
    .else
    ldrd   r10, r11, [r12], #8
    smlad  r0, r10, r8, r0
    sxtb16 r10, r10
    smlad  r0, r11, r9, r0
    sxtb16 r11, r11
    smlad  r4, r10, r8, r4
    smlad  r4, r11, r9, r4
    .endif
    cmp    r5, r2
    bne    .Lunits\@
    .if !\is_wide
    subs   r0, r0, r4
    lsls   r4, r4, #8
    .endif
    ldrd   r7, r11, [sp]
    cmp    r11, #0
    bne    .Ltwo_sided\@
    ldm    r12!, {r8-r10, lr}
    smmla  r0, r0, r8, r9
    smmla  r4, r4, r10, lr
    b      .Lstore\@
.Ltwo_sided\@:
    ldm    r12!, {r8-r10}
    cmp    r0, #0
    requantize_two_sided r0
    ldm    r12!, {r8-r10}
    cmp    r4, #0
    requantize_two_sided r4
.Lstore\@:
    asrs   r0, r0, r7
    ssat   r0, #8, r0
    asrs   r4, r4, r7
    ssat   r4, #8, r4
    bfi    r0, r4, #8, #8
    strh   r0, [r6], #2
    cmp    r12, r3
    bne    .Lchannels\@
    add    sp, sp, #8
    pop    {r4-r11, pc}
    .size  \name, . - \name
    .endm

    tile_of_four adc_conv2d_tile_of_four, 0, 48
    tile_of_four adc_conv2d_wide_tile_of_four, 1, 44
    tile_of_one adc_conv2d_tile_of_one, 0
    tile_of_one adc_conv2d_wide_tile_of_one, 1

    @ uint32_t *adc_conv2d_widen_four(uint32_t *lanes, const int8_t *const sources[4], int32_t words, int32_t rows, int32_t step)
    @   r4-r7 words, r8-r11 sources, r12 words to go; 16 instructions for 16 values. On the stack: words, rows, skip
    begin  adc_conv2d_widen_four
    push   {r4-r11, lr}
    ldr    r4, [sp, #36]
    ldm    r1, {r8-r11}
    sub    r4, r4, r2, lsl #2
    push   {r2-r4}
.Lrow:
    ldr    r12, [sp]
.Lword:
    ldr    r4, [r8], #4
    ldr    r5, [r9], #4
    ldr    r6, [r10], #4
    ldr    r7, [r11], #4
    sxtb16 r1, r4
    sxtb16 r2, r5
    sxtb16 r3, r6
    sxtb16 lr, r7
    stm    r0!, {r1-r3, lr}
    sxtb16 r4, r4, ror #8
    sxtb16 r5, r5, ror #8
    sxtb16 r6, r6, ror #8
    sxtb16 r7, r7, ror #8
    stm    r0!, {r4-r7}
    subs   r12, r12, #1
    bne    .Lword
    ldrd   r3, r4, [sp, #4]
    subs   r3, r3, #1
    str    r3, [sp, #4]
    add    r8, r8, r4
    add    r9, r9, r4
    add    r10, r10, r4
    add    r11, r11, r4
    bne    .Lrow
    add    sp, sp, #12
    pop    {r4-r11, pc}
    .size  adc_conv2d_widen_four, . - adc_conv2d_widen_four

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
