/* The bodies of adc_depthwise_planes_s8: what they compute, and the layout of planes and stream, are in its header.
 *
 * void convolve(const adc_depthwise_planes_strip_t *strip, const adc_depthwise_planes_shape_t *shape)
 *
 * The offsets of rows are immediates, so there is one body for each pitch, stride, parity of the width and sidedness;
 * each has a section of its own, and the linker keeps those that a model names by their shapes.
 *
 * Three by three, convolve keeps all nine weights of a channel in six registers. Two outputs take 23 instructions at stride 1, 26 at
 * stride 2, and 7 more where negative sums have another addend:
 *   r0-r5  weights, a row in two     r8, r9    sums          r12  row of the plane
 *   r6     bytes between outputs     r10, r11  inputs        lr   output
 *   r7     starting sum, or where there are two addends that of negative sums
 * Pairs of outputs are unrolled. A row with fewer pairs enters further down; the entry is an address chosen once. Narrow
 * pitches hold a whole row unrolled, and the last load of a row moves r12 to the next; wide ones repeat eight pairs. */

#if defined(__ARM_FEATURE_DSP)

    .file "adc_depthwise_planes_s8_m33.S" @ and not the object's name, which is the build's affair
    .syntax unified
    .thumb

    .equ SHIFT, 13                 @ ADC_DEPTHWISE_PLANES_SHIFT
    .equ CHANNELS, 4

    .equ FRAME_REWIND, 0           @ from behind a row's pairs to the next row
    .equ FRAME_END, 4              @ row behind the last
    .equ FRAME_SCALE, 8            @ multiplier, addend
    .equ FRAME_ENTRY, 16
    .equ FRAME_START, 20           @ starting sum, where r7 holds an addend
    .equ FRAME_STREAM, 24
    .equ FRAME_PLANE, 28
    .equ FRAME_OUTPUT, 32
    .equ FRAME_SPAN, 36            @ bytes of all rows
    .equ FRAME_COUNT, 40           @ channels to go
    .equ FRAME_ROW_BYTES, 44       @ of a row's pairs
    .equ FRAME_ROW_END, 48         @ behind the pairs of this row
    .equ FRAME_SIZE, 56

    @ one row of taps of two outputs; `at`: its first column from r12; `back`: ! where the last load moves r12
    .macro taps_of_pair stride, a, b, first, next, at, back
    .if \stride == 1
    ldrd   r10, r11, [r12, #\at]\back
    smlad  r8, r10, \a, \first
    smlatb r9, r10, \a, \next
    smlabt r8, r11, \b, r8
    smlad  r9, r11, \b, r9
    .else
    ldrd   r10, r11, [r12, #\at]
    smlad  r8, r10, \a, \first
    smlabt r8, r11, \b, r8
    smlad  r9, r11, \a, \next
    ldrd   r10, r11, [r12, #(\at) + 8]\back
    smlabt r9, r10, \b, r9
    .endif
    .endm

    .macro taps_of_one a, b, first, at, back
    ldrd   r10, r11, [r12, #\at]\back
    smlad  r8, r10, \a, \first
    smlabt r8, r11, \b, r8
    .endm

    .macro requantize two_sided, v
    .if \two_sided
    cmp.w  \v, #0
    ite    pl
    smmlapl \v, \v, r10, r11
    smmlami \v, \v, r10, r7
    .else
    smmla  \v, \v, r10, r11
    .endif
    ssat   \v, #8, \v, asr #SHIFT
    .endm

    .macro pair pitch, stride, two_sided, at, back
    .if \two_sided
    ldr    r9, [sp, #FRAME_START]
    taps_of_pair \stride, r0, r1, r9, r9, "(\at)"
    .else
    taps_of_pair \stride, r0, r1, r7, r7, "(\at)"
    .endif
    taps_of_pair \stride, r2, r3, r8, r9, "(\at)+\pitch"
    taps_of_pair \stride, r4, r5, r8, r9, "(\at)+2*\pitch", \back
    ldrd   r10, r11, [sp, #FRAME_SCALE]
    requantize \two_sided, r8
    requantize \two_sided, r9
    strb.w r8, [lr]
    strb.w r9, [lr, r6]
    add    lr, lr, r6, lsl #1
    .endm

    .macro one pitch, two_sided, at, back
    .if \two_sided
    ldr    r9, [sp, #FRAME_START]
    taps_of_one r0, r1, r9, "(\at)"
    .else
    taps_of_one r0, r1, r7, "(\at)"
    .endif
    taps_of_one r2, r3, r8, "(\at)+\pitch"
    taps_of_one r4, r5, r8, "(\at)+2*\pitch", \back
    ldrd   r10, r11, [sp, #FRAME_SCALE]
    requantize \two_sided, r8
    strb.w r8, [lr]
    add    lr, lr, r6
    .endm

    .macro convolve name, pitch, stride, units, looped, odd, two_sided
    .section .text.\name\()_convolve, "ax", %progbits
    .type   \name\()_convolve, %function
    .thumb_func
    .balign 4
\name\()_convolve:
    @ r12 lies so far behind the first column of the first unit in the first row of taps
    .if \looped
    .equ   BEHIND, \pitch
    .elseif \odd
    .equ   BEHIND, 4 * \stride * \units + (2 - \stride) * \pitch
    .elseif \stride == 1
    .equ   BEHIND, 4 * (\units - 1) + \pitch
    .else
    .equ   BEHIND, 8 * \units
    .endif
    .equ   UNIT_SIZE, 92 + 12 * (\stride - 1) + 24 * \two_sided

    push   {r4-r11, lr}
    sub    sp, sp, #FRAME_SIZE
    ldm    r0, {r1-r6}             @ planes, output, stream, rows, width, step
    strd   r3, r1, [sp, #FRAME_STREAM]
    str    r2, [sp, #FRAME_OUTPUT]
    lsrs   r5, r5, #1              @ pairs
    .if \looped
    rsb    r7, r5, #0              @ units to skip in the first turn
    and    r7, r7, #\units - 1
    add    r5, r5, r7
    lsl    r5, r5, #(\stride + 1)
    rsb    r8, r5, #\pitch * \stride
    str    r8, [sp, #FRAME_REWIND]
    str    r5, [sp, #FRAME_ROW_BYTES]
    .else
    rsb    r7, r5, #\units
    .endif
    sub    r1, r1, r7, lsl #(\stride + 1)
    add    r1, r1, #BEHIND
    str    r1, [sp, #FRAME_PLANE]
    movs   r8, #\pitch * \stride / 16
    mul    r4, r4, r8
    lsls   r4, r4, #4
    movs   r8, #CHANNELS
    strd   r4, r8, [sp, #FRAME_SPAN]
    movs   r8, #UNIT_SIZE
    adr.w  r10, .Lunits_\name
    orr    r10, r10, #1
    mla    r10, r7, r8, r10
    str    r10, [sp, #FRAME_ENTRY]

.Lchannel_\name:
    ldr    lr, [sp, #FRAME_STREAM]
    .if \two_sided
    ldm    lr!, {r0-r5, r7, r8, r10, r11}
    str    r8, [sp, #FRAME_START]
    .else
    ldm    lr!, {r0-r5, r7, r10, r11}
    .endif
    str    lr, [sp, #FRAME_STREAM]
    strd   r10, r11, [sp, #FRAME_SCALE]
    ldrd   r12, lr, [sp, #FRAME_PLANE]
    add    r10, r12, #\pitch / 4
    add    r11, lr, #1
    strd   r10, r11, [sp, #FRAME_PLANE]
    ldr    r10, [sp, #FRAME_SPAN]
    add    r10, r10, r12
    str    r10, [sp, #FRAME_END]
    .if \looped
    ldr    r10, [sp, #FRAME_ROW_BYTES]
    add    r10, r10, r12
    str    r10, [sp, #FRAME_ROW_END]
    .endif
    ldr    pc, [sp, #FRAME_ENTRY]

    .balign 4
.Lunits_\name:
    .set   UNIT, 0
    .rept  \units
    .if UNIT == \units - 1 && !\looped && !\odd
    pair   \pitch, \stride, \two_sided, "4*\stride*UNIT-BEHIND", !
    .else
    pair   \pitch, \stride, \two_sided, "4*\stride*UNIT-BEHIND"
    .endif
    .set   UNIT, UNIT + 1
    .endr
    .if . - .Lunits_\name != \units * UNIT_SIZE
    .error "a unit has another size than the entry is computed with"
    .endif
    .if \looped
    add    r12, r12, #4 * \stride * \units
    ldr    r10, [sp, #FRAME_ROW_END]
    cmp    r12, r10
    bne.w  .Lunits_\name
    .if \odd
    one    \pitch, \two_sided, "-BEHIND"
    ldr    r10, [sp, #FRAME_ROW_END]
    .endif
    add    r10, r10, #\pitch * \stride
    str    r10, [sp, #FRAME_ROW_END]
    ldrd   r10, r11, [sp, #FRAME_REWIND]
    add    r12, r12, r10
    cmp    r12, r11
    .else
    .if \odd
    one    \pitch, \two_sided, "4*\stride*\units-BEHIND", !
    .endif
    ldr    r10, [sp, #FRAME_END]
    cmp    r12, r10
    .endif
    it     ne
    ldrne  pc, [sp, #FRAME_ENTRY]
    ldr    r10, [sp, #FRAME_COUNT]
    subs   r10, r10, #1
    str    r10, [sp, #FRAME_COUNT]
    bne.w  .Lchannel_\name
    add    sp, sp, #FRAME_SIZE
    pop    {r4-r11, pc}
    .size  \name\()_convolve, . - \name\()_convolve
    .endm

    @ adc_depthwise_planes_shape_t
    .macro shape name, pitch, stride, units, looped, odd, two_sided
    convolve \name, \pitch, \stride, \units, \looped, \odd, \two_sided
    .section .rodata.\name, "a", %progbits
    .global \name
    .type   \name, %object
    .balign 4
\name:
    .word  \pitch, \stride, 3, \two_sided, adc_depthwise_planes_widen_\pitch, \name\()_convolve
    .size  \name, . - \name
    .endm

    .macro shapes pitch, stride, units, looped
    shape  adc_depthwise_planes_\pitch\()x\stride, \pitch, \stride, \units, \looped, 0, 0
    shape  adc_depthwise_planes_\pitch\()x\stride\()_odd, \pitch, \stride, \units, \looped, 1, 0
    shape  adc_depthwise_planes_\pitch\()x\stride\()_signed, \pitch, \stride, \units, \looped, 0, 1
    shape  adc_depthwise_planes_\pitch\()x\stride\()_odd_signed, \pitch, \stride, \units, \looped, 1, 1
    .endm

    shapes 64, 1, 3, 0
    shapes 128, 1, 7, 0
    shapes 256, 1, 8, 1
    shapes 512, 1, 8, 1
    shapes 992, 1, 8, 1            @ the widest whose rows are within reach of a load
    shapes 64, 2, 1, 0
    shapes 128, 2, 3, 0
    shapes 256, 2, 7, 0
    shapes 512, 2, 8, 1
    shapes 992, 2, 2, 1

    @ Five by five: 50 instructions for the taps of two outputs; the weights of each row are loaded where they are needed.
    @   r0      bytes between outputs    r4-r6    inputs               r12  second row of taps
    @   r1      stream of the channel    r8-r11   weights of a row     lr   output
    @   r2, r3  sums                     r7       behind the pairs of this row
    .equ TAPS_ROW, 16              @ bytes of the stream
    .equ STREAM_NEGATIVE, 80       @ addend of negative sums
    .equ STREAM_START, 84
    .equ STREAM_SCALE, 88          @ multiplier, addend
    .equ STREAM_SIZE, 96

    .equ LARGE_PLANE, 0
    .equ LARGE_OUTPUT, 4
    .equ LARGE_REWIND, 8           @ from behind a row's pairs to the next row
    .equ LARGE_END, 12
    .equ LARGE_SPAN, 16
    .equ LARGE_ROW_BYTES, 20
    .equ LARGE_IS_ODD, 24
    .equ LARGE_COUNT, 28
    .equ LARGE_FRAME_SIZE, 32

    @ a load at a negative offset takes the next register along
    .macro load_third at, next
    .if (\at) < 0
    ldrd   r6, \next, [r12, #\at]
    .else
    ldr    r6, [r12, #\at]
    .endif
    .endm

    .macro large_taps_of_pair stride, row, at, first
    ldrd   r4, r5, [r12, #\at]
    ldrd   r8, r9, [r1, #\row * TAPS_ROW]
    .if \stride == 1
    load_third "(\at)+8", r10
    ldrd   r10, r11, [r1, #\row * TAPS_ROW + 8]
    .else
    ldrd   r6, r10, [r12, #(\at) + 8]
    ldr    r11, [r1, #\row * TAPS_ROW + 12]
    .endif
    smlad  r2, r4, r8, \first
    smlad  r2, r5, r9, r2
    smlabt r2, r6, r11, r2
    .if \stride == 1
    smlatb r3, r4, r8, r3
    smlad  r3, r5, r10, r3
    smlad  r3, r6, r11, r3
    .else
    smlad  r3, r5, r8, r3
    smlad  r3, r6, r9, r3
    smlabt r3, r10, r11, r3
    .endif
    .endm

    .macro large_taps_of_one row, at
    ldrd   r4, r5, [r12, #\at]
    ldrd   r8, r9, [r1, #\row * TAPS_ROW]
    load_third "(\at)+8", r10
    ldr    r11, [r1, #\row * TAPS_ROW + 12]
    smlad  r2, r4, r8, r2
    smlad  r2, r5, r9, r2
    smlabt r2, r6, r11, r2
    .endm

    .macro large_requantize v
    cmp    \v, #0
    ite    pl
    smmlapl \v, \v, r4, r5
    smmlami \v, \v, r4, r6
    ssat   \v, #8, \v, asr #SHIFT
    .endm

    .macro large_shape pitch, stride
    .section .text.adc_depthwise_planes_large_\pitch\()x\stride\()_convolve, "ax", %progbits
    .type   adc_depthwise_planes_large_\pitch\()x\stride\()_convolve, %function
    .thumb_func
    .balign 4
adc_depthwise_planes_large_\pitch\()x\stride\()_convolve:
    push   {r4-r11, lr}
    sub    sp, sp, #LARGE_FRAME_SIZE
    ldm    r0, {r1-r6}             @ planes, output, stream, rows, width, step
    add    r1, r1, #\pitch
    strd   r1, r2, [sp, #LARGE_PLANE]
    mov    r0, r6
    mov    r1, r3
    movs   r8, #\pitch * \stride / 16
    mul    r4, r4, r8
    lsls   r4, r4, #4
    and    r6, r5, #1
    lsrs   r5, r5, #1
    lsls   r5, r5, #(\stride + 1)
    rsb    r7, r5, #\pitch * \stride
    strd   r4, r5, [sp, #LARGE_SPAN]
    movs   r8, #CHANNELS
    strd   r6, r8, [sp, #LARGE_IS_ODD]
    str    r7, [sp, #LARGE_REWIND]
.Lchannel_large_\pitch\()x\stride:
    ldrd   r12, lr, [sp, #LARGE_PLANE]
    add    r4, r12, #\pitch / 4
    add    r5, lr, #1
    strd   r4, r5, [sp, #LARGE_PLANE]
    ldr    r4, [sp, #LARGE_SPAN]
    add    r4, r4, r12
    str    r4, [sp, #LARGE_END]
.Lrow_large_\pitch\()x\stride:
    ldr    r7, [sp, #LARGE_ROW_BYTES]
    adds   r7, r7, r12
    cmp    r7, r12
    beq.w  .Lrest_large_\pitch\()x\stride
.Lpair_large_\pitch\()x\stride:
    ldr    r3, [r1, #STREAM_START]
    large_taps_of_pair \stride, 0, "-\pitch", r3
    large_taps_of_pair \stride, 1, 0, r2
    large_taps_of_pair \stride, 2, \pitch, r2
    large_taps_of_pair \stride, 3, 2*\pitch, r2
    large_taps_of_pair \stride, 4, 3*\pitch, r2
    ldrd   r4, r5, [r1, #STREAM_SCALE]
    ldr    r6, [r1, #STREAM_NEGATIVE]
    large_requantize r2
    large_requantize r3
    strb   r2, [lr]
    strb   r3, [lr, r0]
    add    lr, lr, r0, lsl #1
    add    r12, r12, #4 * \stride
    cmp    r12, r7
    bne.w  .Lpair_large_\pitch\()x\stride
.Lrest_large_\pitch\()x\stride:
    ldr    r4, [sp, #LARGE_IS_ODD]
    cmp    r4, #0
    beq    .Lnext_large_\pitch\()x\stride
    ldr    r2, [r1, #STREAM_START]
    large_taps_of_one 0, "-\pitch"
    large_taps_of_one 1, 0
    large_taps_of_one 2, \pitch
    large_taps_of_one 3, 2*\pitch
    large_taps_of_one 4, 3*\pitch
    ldrd   r4, r5, [r1, #STREAM_SCALE]
    ldr    r6, [r1, #STREAM_NEGATIVE]
    large_requantize r2
    strb   r2, [lr]
    add    lr, lr, r0
.Lnext_large_\pitch\()x\stride:
    ldrd   r4, r5, [sp, #LARGE_REWIND]
    add    r12, r12, r4
    cmp    r12, r5
    bne.w  .Lrow_large_\pitch\()x\stride
    adds   r1, r1, #STREAM_SIZE
    ldr    r4, [sp, #LARGE_COUNT]
    subs   r4, r4, #1
    str    r4, [sp, #LARGE_COUNT]
    bne.w  .Lchannel_large_\pitch\()x\stride
    add    sp, sp, #LARGE_FRAME_SIZE
    pop    {r4-r11, pc}
    .size  adc_depthwise_planes_large_\pitch\()x\stride\()_convolve, . - adc_depthwise_planes_large_\pitch\()x\stride\()_convolve

    .section .rodata.adc_depthwise_planes_large_\pitch\()x\stride, "a", %progbits
    .global adc_depthwise_planes_large_\pitch\()x\stride
    .type   adc_depthwise_planes_large_\pitch\()x\stride, %object
    .balign 4
adc_depthwise_planes_large_\pitch\()x\stride:
    .word  \pitch, \stride, 5, 1, adc_depthwise_planes_widen_\pitch, adc_depthwise_planes_large_\pitch\()x\stride\()_convolve
    .size  adc_depthwise_planes_large_\pitch\()x\stride, . - adc_depthwise_planes_large_\pitch\()x\stride
    .endm

    .irp   pitch, 64, 128, 256
    large_shape \pitch, 1
    large_shape \pitch, 2
    .endr

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
