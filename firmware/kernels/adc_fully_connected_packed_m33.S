/* One batch of adc_fully_connected_packed: the layout of the stream and the arithmetic are in its header.
 *
 * void adc_fully_connected_packed_batch(const adc_fully_connected_packed_t *parameters, const int16_t *input, int16_t *output)
 *
 * Eight rows at a time, 29 instructions for the 32 multiply-adds of four columns. All 14 registers are in use:
 *   r0-r3  256 * sumA + sumB of four pairs of rows    r8, r9    weights       r11  next inputs
 *   r4-r7  sumB                                       r10, lr   inputs        r12  stream
 * The body is eight such units. A number of units that is no multiple of eight enters it further down the first time;
 * the entry and the epilogue are addresses chosen once.
 * 64 bytes of stack. */

#if defined(__ARM_FEATURE_DSP)

    .file "adc_fully_connected_packed_m33.S" @ and not the object's name, which is the build's affair
    .syntax unified
    .thumb

    .equ PARAM_BLOCKS_END, 16      @ offset behind stream, column_quads, blocks, pairs
    .equ PARAM_MULTIPLIER, 28      @ multiplier, addend, addend_negative, shift, mode
    .equ MODE, 16                  @ from the multiplier, as the next two
    .equ QUADS, 4 - PARAM_MULTIPLIER
    .equ PAIRS, 12 - PARAM_MULTIPLIER

    .equ FRAME_INPUT, 0
    .equ FRAME_OUTPUT, 4
    .equ FRAME_END, 8              @ of the blocks in the stream; later the number of pairs to go
    .equ FRAME_INPUT_END, 12
    .equ FRAME_ENTRY, 16
    .equ FRAME_EPILOGUE, 20
    .equ FRAME_MULTIPLIER, 24      @ address of the parameter
    .equ FRAME_SIZE, 28

    .equ UNITS, 8
    .equ UNIT_SIZE, 116

    @ two columns of eight rows
    .macro column_pair x
    .irp k, 0, 2
    ldrd   r8, r9, [r12], #8
    .if \k == 0
    smlad  r0, r8, \x, r0
    sxtb16 r8, r8
    smlad  r1, r9, \x, r1
    sxtb16 r9, r9
    smlad  r4, r8, \x, r4
    smlad  r5, r9, \x, r5
    .else
    smlad  r2, r8, \x, r2
    sxtb16 r8, r8
    smlad  r3, r9, \x, r3
    sxtb16 r9, r9
    smlad  r6, r8, \x, r6
    smlad  r7, r9, \x, r7
    .endif
    .endr
    .endm

    @ two columns of one pair of rows
    .macro column_pair_of_one_pair w, x
    smlad  r0, \w, \x, r0
    sxtb16 \w, \w
    smlad  r4, \w, \x, r4
    .endm

    @ r8 multiplier, r9 addend, r10 addend for negative sums; flags hold the sign
    .macro requantize_two_sided v
    ite    pl
    smmlapl \v, \v, r8, r9
    smmlami \v, \v, r8, r10
    .endm

    @ eight results: shift, saturate, store; then the next block
    .macro finish_block shift
    .irp v, r0, r1, r2, r3, r4, r5, r6, r7
    asr    \v, \v, \shift
    ssat   \v, #8, \v
    .endr
    ldr    lr, [sp, #FRAME_OUTPUT]
    pkhbt  r0, r0, r4, lsl #16
    pkhbt  r1, r1, r5, lsl #16
    pkhbt  r2, r2, r6, lsl #16
    pkhbt  r3, r3, r7, lsl #16
    stm    lr!, {r0-r3}
    ldr    r10, [sp, #FRAME_END]
    ldr    r11, [sp, #FRAME_INPUT]
    str    lr, [sp, #FRAME_OUTPUT]
    cmp    r12, r10
    bne    .Lblock
    .endm

    .section .text.adc_fully_connected_packed_batch, "ax", %progbits
    .global adc_fully_connected_packed_batch
    .type   adc_fully_connected_packed_batch, %function
    .thumb_func
    .balign 4
adc_fully_connected_packed_batch:
    push   {r4-r11, lr}
    sub    sp, sp, #FRAME_SIZE
    ldm    r0!, {r3-r6}            @ stream, column_quads, blocks, pairs
    adds   r0, r0, #PARAM_MULTIPLIER - PARAM_BLOCKS_END
    ldr    r7, [r0, #MODE]
    mov    r11, r1
    mov    r12, r3
    add    r8, r1, r4, lsl #3      @ eight bytes of input in a unit
    lsls   r9, r4, #5              @ thirty-two bytes of weights
    adds   r9, r9, #32             @ and eight starting sums
    cmp    r7, #1
    it     gt
    addgt  r9, r9, #96             @ and eight records
    mla    r9, r5, r9, r3
    adr.w  r10, .Lone_sided
    it     eq
    adreq.w r10, .Ltwo_sided
    it     gt
    adrgt.w r10, .Lper_channel
    orr    r10, r10, #1
    rsbs   r4, r4, #0              @ units of the first pass to skip
    and    r4, r4, #UNITS - 1
    movs   r3, #UNIT_SIZE
    adr.w  lr, .Lunits
    orr    lr, lr, #1
    mla    lr, r3, r4, lr
    stm    sp, {r1, r2, r9}
    add    r3, sp, #FRAME_INPUT_END
    stm    r3, {r8, lr}
    strd   r10, r0, [sp, #FRAME_EPILOGUE]
    cmp    r5, #0
    beq.w  .Lpairs

.Lblock:
    ldm    r12!, {r0-r7}
    ldr    pc, [sp, #FRAME_ENTRY]

    .balign 4
.Lunits:
    .rept UNITS
    ldrd   r10, lr, [r11], #8
    column_pair r10
    column_pair lr
    .endr
    .if . - .Lunits != UNITS * UNIT_SIZE
    .error "a unit has another size than the entry is computed with"
    .endif
    ldr    r10, [sp, #FRAME_INPUT_END]
    cmp    r11, r10
    bne.w  .Lunits
    ldr    pc, [sp, #FRAME_EPILOGUE]

.Lone_sided:
    ldr    lr, [sp, #FRAME_MULTIPLIER]
    ldm    lr, {r8-r11}
    subs   r0, r0, r4
    subs   r1, r1, r5
    subs   r2, r2, r6
    subs   r3, r3, r7
    lsls   r4, r4, #8
    lsls   r5, r5, #8
    lsls   r6, r6, #8
    lsls   r7, r7, #8
    .irp v, r0, r1, r2, r3, r4, r5, r6, r7
    smmla  \v, \v, r8, r9
    .endr
    finish_block r11
    b      .Lpairs

.Ltwo_sided:
    ldr    lr, [sp, #FRAME_MULTIPLIER]
    ldm    lr, {r8-r11}
    subs   r0, r0, r4
    requantize_two_sided r0
    subs   r1, r1, r5
    requantize_two_sided r1
    subs   r2, r2, r6
    requantize_two_sided r2
    subs   r3, r3, r7
    requantize_two_sided r3
    .irp v, r4, r5, r6, r7
    lsls   \v, \v, #8
    requantize_two_sided \v
    .endr
    finish_block r11
    b      .Lpairs

.Lper_channel:
    ldr    lr, [sp, #FRAME_MULTIPLIER]
    ldr    r11, [lr, #12]
    .irp k, 0, 1, 2, 3
    ldm    r12!, {r8-r10}
    .if \k == 0
    subs   r0, r0, r4
    requantize_two_sided r0
    .elseif \k == 1
    subs   r1, r1, r5
    requantize_two_sided r1
    .elseif \k == 2
    subs   r2, r2, r6
    requantize_two_sided r2
    .else
    subs   r3, r3, r7
    requantize_two_sided r3
    .endif
    ldm    r12!, {r8-r10}
    .if \k == 0
    lsls   r4, r4, #8
    requantize_two_sided r4
    .elseif \k == 1
    lsls   r5, r5, #8
    requantize_two_sided r5
    .elseif \k == 2
    lsls   r6, r6, #8
    requantize_two_sided r6
    .else
    lsls   r7, r7, #8
    requantize_two_sided r7
    .endif
    .endr
    finish_block r11

    @ Pairs of rows, one after the other: 16 instructions for 16 multiply-adds.
    @   r0 256 * sumA + sumB, r4 sumB, r1 address of the multiplier, r11 inputs, r10 their end
.Lpairs:
    ldr    r1, [sp, #FRAME_MULTIPLIER]
    ldr    r2, [r1, #PAIRS]
    cmp    r2, #0
    beq    .Ldone
.Lpair:
    str    r2, [sp, #FRAME_END]
    ldrd   r0, r4, [r12], #8
    ldr    r11, [sp, #FRAME_INPUT]
    ldr    r10, [sp, #FRAME_INPUT_END]
    ldr    r3, [r1, #QUADS]
    lsls   r3, r3, #31
    beq    .Leven
    ldrd   r2, r3, [r12], #8
    ldrd   r7, r8, [r11], #8
    column_pair_of_one_pair r2, r7
    column_pair_of_one_pair r3, r8
    cmp    r11, r10
    beq    .Lpair_summed
.Leven:
    ldm    r12!, {r2, r3, r5, r6}
    ldm    r11!, {r7, r8, r9, lr}
    column_pair_of_one_pair r2, r7
    column_pair_of_one_pair r3, r8
    column_pair_of_one_pair r5, r9
    column_pair_of_one_pair r6, lr
    cmp    r11, r10
    bne    .Leven
.Lpair_summed:
    add    r3, r1, #12
    ldm    r3, {r6, r7}            @ shift, mode
    ldm    r1, {r8-r10}
    cmp    r7, #1
    it     lt
    movlt  r10, r9
    it     gt
    ldmgt  r12!, {r8-r10}
    subs   r0, r0, r4
    requantize_two_sided r0
    cmp    r7, #1
    it     gt
    ldmgt  r12!, {r8-r10}
    lsls   r4, r4, #8
    requantize_two_sided r4
    asrs   r0, r0, r6
    ssat   r0, #8, r0
    asrs   r4, r4, r6
    ssat   r4, #8, r4
    pkhbt  r0, r0, r4, lsl #16
    ldrd   r3, r2, [sp, #FRAME_OUTPUT]
    str    r0, [r3], #4
    str    r3, [sp, #FRAME_OUTPUT]
    subs   r2, r2, #1
    bne    .Lpair
.Ldone:
    add    sp, sp, #FRAME_SIZE
    pop    {r4-r11, pc}
    .size   adc_fully_connected_packed_batch, . - adc_fully_connected_packed_batch

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
