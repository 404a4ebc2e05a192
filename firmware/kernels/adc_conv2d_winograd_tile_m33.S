/* Four tiles of two by two output positions by minimal filtering: what lanes and stream are is in
 * adc_conv2d_winograd_tile.h and adc_conv2d_winograd_s8.h.
 *
 * At each of the sixteen positions, sums over the input channels, 11 instructions for 16 products:
 *   r0, r2, r4, r6  sums of channel A of the tiles    r8, r9   inputs of two tiles         r11  lanes
 *   r1, r3, r5, r7  sums of channel B                 r10, lr  weights of A and of B       r12  stream
 * They are kept on the stack; then four outputs of each tile and channel are made of them.
 * 608 bytes of stack. */

#if defined(__ARM_FEATURE_DSP)

    .syntax unified
    .thumb

    .equ FRAME_LANES, 0
    .equ FRAME_STREAM_END, 4
    .equ FRAME_OUTPUT, 8
    .equ FRAME_ROW_STEP, 12
    .equ FRAME_COLUMN_STEP, 16
    .equ FRAME_SHIFT, 20
    .equ FRAME_FINISH, 24
    .equ FRAME_NEXT, 28            @ where the next sums go
    .equ FRAME_RETURN, 32
    .equ FRAME_STREAM, 36
    .equ FRAME_POSITION_SIZE, 40   @ bytes of the lanes of a position
    .equ FRAME_POSITION_END, 44
    .equ SUMS, 48
    .equ SUMS_SIZE, 512
    .equ FRAME_SIZE, SUMS + SUMS_SIZE

    .macro begin name
    .section .text.\name, "ax", %progbits
    .global \name
    .type   \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

    @ ---- sums

    @ r8 finish
    .macro entry name, sums, finish
    begin  \name
    push   {r4-r11, lr}
    movw   r8, #:lower16:\finish
    movt   r8, #:upper16:\finish
    b.w    \sums
    .size  \name, . - \name
    .endm

    .macro prepare
    sub    sp, sp, #FRAME_SIZE
    ldm    r0, {r1-r7}             @ lanes, stream, end, output, row step, column step, shift
    mov    r11, r1
    mov    r12, r2
    strd   r1, r3, [sp, #FRAME_LANES]
    strd   r4, r5, [sp, #FRAME_OUTPUT]
    strd   r6, r7, [sp, #FRAME_COLUMN_STEP]
    str    r8, [sp, #FRAME_FINISH]
    .endm

    @ two input channels of four tiles
    .macro unit
    ldrd   r10, lr, [r12], #8
    ldrd   r8, r9, [r11], #8
    smlad  r0, r10, r8, r0
    smlad  r1, lr, r8, r1
    smlad  r2, r10, r9, r2
    smlad  r3, lr, r9, r3
    ldrd   r8, r9, [r11], #8
    smlad  r4, r10, r8, r4
    smlad  r5, lr, r8, r5
    smlad  r6, r10, r9, r6
    smlad  r7, lr, r9, r7
    .endm

    .macro first_unit
    ldrd   r10, lr, [r12], #8
    ldrd   r8, r9, [r11], #8
    smuad  r0, r10, r8
    smuad  r1, lr, r8
    smuad  r2, r10, r9
    smuad  r3, lr, r9
    ldrd   r8, r9, [r11], #8
    smuad  r4, r10, r8
    smuad  r5, lr, r8
    smuad  r6, r10, r9
    smuad  r7, lr, r9
    .endm

    @ keeps the sums of a position; back to `position` until all sixteen are there
    .macro keep_sums position
    ldr    r8, [sp, #FRAME_NEXT]
    add    r9, sp, #FRAME_SIZE
    stm    r8!, {r0-r7}
    str    r8, [sp, #FRAME_NEXT]
    cmp    r8, r9
    bne.w  \position
    .endm

    @ all outputs of two channels; back to `channels` until the stream ends
    .macro finish_channels channels
    ldr    r8, [sp, #FRAME_FINISH]
    blx    r8
    ldrd   r11, r10, [sp, #FRAME_LANES]
    cmp    r12, r10
    bne.w  \channels
    add    sp, sp, #FRAME_SIZE
    pop    {r4-r11, pc}
    .endm

    .macro sums_of_few name, units
    begin  \name
    prepare
.Lchannels\@:
    add    r8, sp, #SUMS
    str    r8, [sp, #FRAME_NEXT]
.Lposition\@:
    first_unit
    .rept \units - 1
    unit
    .endr
    keep_sums .Lposition\@
    finish_channels .Lchannels\@
    .size  \name, . - \name
    .endm

    sums_of_few adc_winograd_sums_16, 8
    sums_of_few adc_winograd_sums_32, 16

    begin  adc_winograd_sums_any
    ldr    r9, [r0, #28]
    prepare
    lsls   r9, r9, #4              @ four words for each pair
    str    r9, [sp, #FRAME_POSITION_SIZE]
.Lchannels:
    add    r8, sp, #SUMS
    str    r8, [sp, #FRAME_NEXT]
.Lposition:
    ldr    r8, [sp, #FRAME_POSITION_SIZE]
    add    r8, r8, r11
    str    r8, [sp, #FRAME_POSITION_END]
    first_unit
    b      .Lsecond
.Lunits:
    unit
.Lsecond:
    .rept 7
    unit
    .endr
    ldr    r8, [sp, #FRAME_POSITION_END]
    cmp    r11, r8
    bne.w  .Lunits
    keep_sums .Lposition
    finish_channels .Lchannels
    .size  adc_winograd_sums_any, . - adc_winograd_sums_any

    @ ---- outputs

    @ One column of four sums of both channels becomes two, d0 = s0 + s1 + s2 and d1 = s1 - s2 - s3, in d0a, d0b, d1a, d1b
    .macro column tile, at, d0a, d0b, d1a, d1b
    ldrd   r8, r9, [sp, #SUMS + 32 * (4 + \at) + 8 * \tile]
    ldrd   r10, r11, [sp, #SUMS + 32 * (8 + \at) + 8 * \tile]
    add    r12, r8, r10
    sub    r8, r8, r10
    add    lr, r9, r11
    sub    r9, r9, r11
    ldrd   r10, r11, [sp, #SUMS + 32 * \at + 8 * \tile]
    add    \d0a, r12, r10
    add    \d0b, lr, r11
    ldrd   r10, r11, [sp, #SUMS + 32 * (12 + \at) + 8 * \tile]
    sub    \d1a, r8, r10
    sub    \d1b, r9, r11
    .endm

    @ r0, r1 first row, r2, r3 second row of the left outputs of A, B; r4-r7 those of the right ones
    .macro tile_outputs tile
    column \tile, 0, r0, r1, r2, r3
    column \tile, 1, r4, r5, r6, r7
    adds   r0, r0, r4
    adds   r1, r1, r5
    adds   r2, r2, r6
    adds   r3, r3, r7
    column \tile, 2, r12, lr, r8, r9
    add    r0, r0, r12
    add    r1, r1, lr
    add    r2, r2, r8
    add    r3, r3, r9
    sub    r4, r4, r12
    sub    r5, r5, lr
    sub    r6, r6, r8
    sub    r7, r7, r9
    column \tile, 3, r12, lr, r8, r9
    sub    r4, r4, r12
    sub    r5, r5, lr
    sub    r6, r6, r8
    sub    r7, r7, r9
    .endm

    @ r8 multiplier, r9 addend, r10 addend for negative sums
    .macro requantize_two_sided v
    cmp    \v, #0
    ite    pl
    smmlapl \v, \v, r8, r9
    smmlami \v, \v, r8, r10
    .endm

    .macro outputs name, is_two_sided
    begin  \name
    str    lr, [sp, #FRAME_RETURN]
    ldrd   r0, r1, [r12], #8
    str    r12, [sp, #FRAME_STREAM]
    @ the second position of both axes is in all four outputs: there the bias goes
    .irp tile, 0, 1, 2, 3
    ldrd   r2, r3, [sp, #SUMS + 160 + 8 * \tile]
    adds   r2, r2, r0
    adds   r3, r3, r1
    strd   r2, r3, [sp, #SUMS + 160 + 8 * \tile]
    .endr
    .irp tile, 0, 1, 2, 3
    tile_outputs \tile
    ldr    r12, [sp, #FRAME_STREAM]
    .if \is_two_sided
    ldm    r12!, {r8-r10}
    .irp v, r0, r2, r4, r6
    requantize_two_sided \v
    .endr
    ldm    r12!, {r8-r10}
    .irp v, r1, r3, r5, r7
    requantize_two_sided \v
    .endr
    .else
    ldm    r12!, {r8-r11}
    .irp v, r0, r2, r4, r6
    smmla  \v, \v, r8, r9
    .endr
    .irp v, r1, r3, r5, r7
    smmla  \v, \v, r10, r11
    .endr
    .endif
    ldr    r8, [sp, #FRAME_SHIFT]
    ldr    lr, [sp, #FRAME_OUTPUT]
    .irp v, r0, r1, r2, r3, r4, r5, r6, r7
    asr    \v, \v, r8
    ssat   \v, #8, \v
    .endr
    ldrd   r8, r9, [sp, #FRAME_ROW_STEP]
    bfi    r0, r1, #8, #8
    bfi    r2, r3, #8, #8
    bfi    r4, r5, #8, #8
    bfi    r6, r7, #8, #8
    strh   r0, [lr]
    strh   r2, [lr, r8]
    add    lr, lr, r9
    strh   r4, [lr]
    strh   r6, [lr, r8]
    .if \tile < 3
    add    lr, lr, r9
    .else
    sub    lr, lr, r9, lsl #3
    add    lr, lr, r9
    adds   lr, lr, #2
    .endif
    str    lr, [sp, #FRAME_OUTPUT]
    .endr
    ldr    pc, [sp, #FRAME_RETURN]
    .size  \name, . - \name
    .endm

    outputs adc_winograd_outputs_one_sided, 0
    outputs adc_winograd_outputs_two_sided, 1

    entry  adc_winograd_16_one_sided, adc_winograd_sums_16, adc_winograd_outputs_one_sided
    entry  adc_winograd_32_one_sided, adc_winograd_sums_32, adc_winograd_outputs_one_sided
    entry  adc_winograd_any_one_sided, adc_winograd_sums_any, adc_winograd_outputs_one_sided
    entry  adc_winograd_16_two_sided, adc_winograd_sums_16, adc_winograd_outputs_two_sided
    entry  adc_winograd_32_two_sided, adc_winograd_sums_32, adc_winograd_outputs_two_sided
    entry  adc_winograd_any_two_sided, adc_winograd_sums_any, adc_winograd_outputs_two_sided

    @ ---- inputs

    .equ INPUT_SOURCE, 0
    .equ INPUT_LANES, 4
    .equ INPUT_WORDS, 8
    .equ INPUT_STEP, 12            @ bytes of the lanes of a position
    .equ COLUMNS, 16               @ [4 rows, 2 lanes, 10 columns]
    .equ INPUT_FRAME, COLUMNS + 320

    @ Four rows of one column in both lanes, d0 .. d3: d0 - d2, d1 + d2, d2 - d1, d1 - d3; the odd lanes are the bytes' second ones
    .macro vertical lane, at, rotate
    sxtb16 r8, r4, ror #\rotate
    sxtb16 r9, r5, ror #\rotate
    sxtb16 r10, r6, ror #\rotate
    sxtb16 r11, r7, ror #\rotate
    ssub16 r8, r8, r10
    ssub16 r11, r9, r11
    str    r8, [lr, #40 * \lane + \at]
    sadd16 r8, r9, r10
    ssub16 r10, r10, r9
    str    r11, [lr, #240 + 40 * \lane + \at]
    str    r8, [lr, #80 + 40 * \lane + \at]
    str    r10, [lr, #160 + 40 * \lane + \at]
    .endm

    @ One row of ten columns: the same along it, for four tiles that begin two columns apart
    .macro horizontal from
    add    r0, sp, #\from
    ldm    r0, {r0-r9}
    ssub16 r10, r0, r2
    ssub16 r11, r2, r4
    strd   r10, r11, [r12]
    ssub16 r10, r4, r6
    ssub16 r11, r6, r8
    strd   r10, r11, [r12, #8]
    add    r12, r12, lr
    sadd16 r10, r1, r2
    sadd16 r11, r3, r4
    strd   r10, r11, [r12]
    sadd16 r10, r5, r6
    sadd16 r11, r7, r8
    strd   r10, r11, [r12, #8]
    add    r12, r12, lr
    ssub16 r10, r2, r1
    ssub16 r11, r4, r3
    strd   r10, r11, [r12]
    ssub16 r10, r6, r5
    ssub16 r11, r8, r7
    strd   r10, r11, [r12, #8]
    add    r12, r12, lr
    ssub16 r10, r1, r3
    ssub16 r11, r3, r5
    strd   r10, r11, [r12]
    ssub16 r10, r5, r7
    ssub16 r11, r7, r9
    strd   r10, r11, [r12, #8]
    add    r12, r12, lr
    .endm

    @ void adc_winograd_input(uint32_t *lanes, const int8_t *source, int32_t pitch, int32_t channels)
    begin  adc_winograd_input
    push   {r2-r11, lr}            @ pitch and channels lie above the frame
    sub    sp, sp, #INPUT_FRAME
    lsrs   r4, r3, #2
    lsls   r5, r3, #3
    strd   r1, r0, [sp, #INPUT_SOURCE]
    strd   r4, r5, [sp, #INPUT_WORDS]
.Lword:
    ldrd   r1, r3, [sp, #INPUT_FRAME]
    ldr    r0, [sp, #INPUT_SOURCE]
    add    r2, r1, r1, lsl #1
    add    lr, sp, #COLUMNS
    movs   r12, #5
.Lcolumns:
    .irp at, 0, 4
    ldr    r4, [r0]
    ldr    r5, [r0, r1]
    ldr    r6, [r0, r1, lsl #1]
    ldr    r7, [r0, r2]
    add    r0, r0, r3
    vertical 0, \at, 0
    vertical 1, \at, 8
    .endr
    add    lr, lr, #8
    subs   r12, r12, #1
    bne    .Lcolumns

    ldr    r12, [sp, #INPUT_LANES]
    ldr    lr, [sp, #INPUT_STEP]
    .irp row, 0, 1, 2, 3
    horizontal COLUMNS + 80 * \row
    .endr
    ldr    r12, [sp, #INPUT_LANES]
    add    r12, r12, #16
    .irp row, 0, 1, 2, 3
    horizontal COLUMNS + 80 * \row + 40
    .endr
    ldm    sp, {r0-r2}             @ source, lanes, words
    adds   r0, r0, #4
    adds   r1, r1, #32
    subs   r2, r2, #1
    stm    sp, {r0-r2}
    bne.w  .Lword
    add    sp, sp, #INPUT_FRAME + 8
    pop    {r4-r11, pc}
    .size  adc_winograd_input, . - adc_winograd_input

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
