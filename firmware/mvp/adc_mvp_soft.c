#include "adc_mvp.h"

#include "adc_mvp_soft_f16.h"
#include "adc_mvp_stream.h"

/* ADC_MVP_SOFT_ROUNDS_TWICE rounds each product before it is added: what the hardware does is not documented. */
#ifdef ADC_MVP_SOFT_ROUNDS_TWICE
#define FUSED false
#else
#define FUSED true
#endif

/* A program that executes more instructions than this counts as stuck. */
#ifndef ADC_MVP_TIME_LIMIT
#define ADC_MVP_TIME_LIMIT 78000000u
#endif

#define REGISTERS    8u
#define LOOPS        8u
#define INSTRUCTIONS 8u
#define AXES         3u

#define FIRST_LOOP        28u
#define FIRST_INSTRUCTION 44u

/* Host addresses do not fit program words: segment s begins at (s + 1) << 28, and no stride leads from one into another. */
#define SEGMENT_SHIFT  28u
#define SEGMENT_OFFSET 0x0FFFFFFFu

#define BUS_LOAD0 1u
#define BUS_LOAD1 2u
#define BUS_STORE 3u

typedef struct pair {
    uint16_t re;
    uint16_t im;
} pair_t;

typedef struct array {
    uint32_t base;
    uint32_t element_bytes;
    uint32_t type; /* 0 unsigned integer, 1 signed integer, 2 binary16 */
    bool complex;
    uint32_t size[AXES];
    int32_t stride[AXES];
    uint32_t index[AXES];
} array_t;

typedef struct loop {
    uint32_t iterations;
    uint32_t steps;  /* on exit; bit 4 * array + axis */
    uint32_t resets;
    bool active;
    uint32_t done;
    uint32_t begin;
} loop_t;

typedef enum progress {
    PROGRESS_NEXT,
    PROGRESS_END,
    PROGRESS_FAULT
} progress_t;

/* A program under way. */
typedef struct machine {
    const adc_mvp_segment_t *segments;
    uint32_t segment_count;
    pair_t registers[REGISTERS];
    array_t arrays[ADC_MVP_ARRAYS];
    loop_t loops[LOOPS];
    uint32_t pc;
    uint32_t numeric_flags;
} machine_t;

/* A run that was started and has not ended. */
typedef struct run {
    const adc_mvp_images_t *images; /* null while there is none */
    const adc_mvp_segment_t *segments;
    uint32_t segment_count;
    uint32_t index; /* the next program */
    uint32_t rest;
} run_t;

static bool initialised;
static bool busy;
static run_t under_way;
static adc_mvp_callback_t on_done;
static void *on_done_argument;
static uint32_t program[ADC_MVP_PROGRAM_WORDS];
static adc_mvp_held_t held = { .registers = program };
static adc_mvp_report_t report;

/* --- arithmetic --- */

static uint16_t sum2(machine_t *machine, uint16_t a, uint16_t b)
{
    return f16_round(f16_plus(f16_plus((f16_sum_t){ 0 }, a), b), &machine->numeric_flags);
}

static uint16_t sum3(machine_t *machine, uint16_t a, uint16_t b, uint16_t c)
{
    return f16_round(f16_plus(f16_plus(f16_plus((f16_sum_t){ 0 }, a), b), c), &machine->numeric_flags);
}

static uint16_t product(machine_t *machine, uint16_t a, uint16_t b)
{
    return f16_round(f16_plus_product((f16_sum_t){ 0 }, a, b), &machine->numeric_flags);
}

/* a + b * c */
static uint16_t multiply_add(machine_t *machine, uint16_t a, uint16_t b, uint16_t c)
{
    return FUSED ? f16_round(f16_plus_product(f16_plus((f16_sum_t){ 0 }, a), b, c), &machine->numeric_flags)
                 : sum2(machine, a, product(machine, b, c));
}

/* b * c + d * e */
static uint16_t products(machine_t *machine, uint16_t b, uint16_t c, uint16_t d, uint16_t e)
{
    return FUSED ? f16_round(f16_plus_product(f16_plus_product((f16_sum_t){ 0 }, b, c), d, e), &machine->numeric_flags)
                 : sum2(machine, product(machine, b, c), product(machine, d, e));
}

/* a + b * c + d * e */
static uint16_t multiply_add2(machine_t *machine, uint16_t a, uint16_t b, uint16_t c, uint16_t d, uint16_t e)
{
    if (FUSED) {
        return f16_round(f16_plus_product(f16_plus_product(f16_plus((f16_sum_t){ 0 }, a), b, c), d, e), &machine->numeric_flags);
    }
    return sum2(machine, sum2(machine, a, product(machine, b, c)), product(machine, d, e));
}

/* False for an operation whose meaning is not known. */
static bool calculate(machine_t *machine, uint32_t operation, pair_t x, pair_t y, pair_t a, pair_t *z)
{
    z->re = 0u;
    z->im = 0u;
    switch (operation) {
    case 0x001: /* CLEAR */
        break;
    case 0x041: /* COPY */
        *z = a;
        break;
    case 0x042: /* SWAP */
        z->re = a.im;
        z->im = a.re;
        break;
    case 0x043: /* DBL */
        z->re = sum2(machine, a.re, a.re);
        z->im = sum2(machine, a.im, a.im);
        break;
    case 0x044: /* FANA */
        z->re = a.re;
        z->im = a.re;
        break;
    case 0x045: /* FANB */
        z->re = a.im;
        z->im = a.im;
        break;
    case 0x046: /* RELU2 */
        z->re = f16_max(a.re, 0u);
        z->im = f16_max(a.im, 0u);
        break;
    case 0x047: /* NRELU2 */
        z->re = f16_min(a.re, F16_SIGN);
        z->im = f16_min(a.im, F16_SIGN);
        break;
    case 0x048: /* INC2 */
        z->re = sum2(machine, a.re, F16_ONE);
        z->im = sum2(machine, a.im, F16_ONE);
        break;
    case 0x049: /* DEC2 */
        z->re = sum2(machine, a.re, F16_SIGN | F16_ONE);
        z->im = sum2(machine, a.im, F16_SIGN | F16_ONE);
        break;
    case 0x04A: /* ADDR */
        z->re = sum2(machine, a.re, a.im);
        break;
    case 0x04B: /* MAX */
        z->re = f16_max(a.re, a.im);
        break;
    case 0x04C: /* MIN */
        z->re = f16_min(a.re, a.im);
        break;
    case 0x14E: /* ADDC */
        z->re = sum2(machine, x.re, a.re);
        z->im = sum2(machine, x.im, a.im);
        break;
    case 0x153: /* MAX2A */
        z->re = f16_max(x.re, a.re);
        z->im = f16_max(x.im, a.im);
        break;
    case 0x154: /* MIN2A */
        z->re = f16_min(x.re, a.re);
        z->im = f16_min(x.im, a.im);
        break;
    case 0x15E: /* XREALC2 */
        z->re = x.re;
        z->im = a.re;
        break;
    case 0x15F: /* XIMAGC2 */
        z->re = x.im;
        z->im = a.im;
        break;
    case 0x161: /* ADDR2B */
        z->re = sum2(machine, x.re, x.im);
        z->im = sum2(machine, a.re, a.im);
        break;
    case 0x162: /* MAX2B */
        z->re = f16_max(x.re, x.im);
        z->im = f16_max(a.re, a.im);
        break;
    case 0x163: /* MIN2B */
        z->re = f16_min(x.re, x.im);
        z->im = f16_min(a.re, a.im);
        break;
    case 0x18D: /* MULC */
        z->re = products(machine, x.re, y.re, f16_negated(x.im), y.im);
        z->im = products(machine, x.re, y.im, x.im, y.re);
        break;
    case 0x197: /* MULR2A */
        z->re = product(machine, x.re, y.re);
        z->im = product(machine, x.im, y.im);
        break;
    case 0x198: /* MULR2B */
        z->re = product(machine, x.re, x.im);
        z->im = product(machine, y.re, y.im);
        break;
    case 0x19A: { /* ADDR4 */
        const f16_sum_t both = f16_plus(f16_plus((f16_sum_t){ 0 }, x.re), x.im);
        z->re = f16_round(f16_plus(f16_plus(both, y.re), y.im), &machine->numeric_flags);
        break;
    }
    case 0x19B: /* MAX4 */
        z->re = f16_max(f16_max(x.re, x.im), f16_max(y.re, y.im));
        break;
    case 0x19C: /* MIN4 */
        z->re = f16_min(f16_min(x.re, x.im), f16_min(y.re, y.im));
        break;
    case 0x19D: /* SQRMAGC2 */
        z->re = products(machine, x.re, y.re, x.im, y.im);
        break;
    case 0x1CD: /* MACC */
        z->re = multiply_add2(machine, a.re, x.re, y.re, f16_negated(x.im), y.im);
        z->im = multiply_add2(machine, a.im, x.re, y.im, x.im, y.re);
        break;
    case 0x1CE: /* AACC */
        z->re = sum3(machine, x.re, y.re, a.re);
        z->im = sum3(machine, x.im, y.im, a.im);
        break;
    case 0x1D1: /* IFR2A */
        z->re = f16_is_greater(a.re, 0u) ? x.re : y.re;
        z->im = f16_is_greater(a.im, 0u) ? x.im : y.im;
        break;
    case 0x1D3: /* MAXAC2 */
        z->re = f16_max(x.re, f16_max(y.re, a.re));
        z->im = f16_max(x.im, f16_max(y.im, a.im));
        break;
    case 0x1D4: /* MINAC2 */
        z->re = f16_min(x.re, f16_min(y.re, a.re));
        z->im = f16_min(x.im, f16_min(y.im, a.im));
        break;
    case 0x1D5: /* CLIP2A */
        z->re = f16_min(f16_max(a.re, x.re), y.re);
        z->im = f16_min(f16_max(a.im, x.im), y.im);
        break;
    case 0x1D7: /* MACR2A */
        z->re = multiply_add(machine, a.re, x.re, y.re);
        z->im = multiply_add(machine, a.im, x.im, y.im);
        break;
    default:
        return false;
    }
    if (f16_is_nan(z->re) || f16_is_nan(z->im)) {
        machine->numeric_flags |= ADC_MVP_ALU_NAN;
    }
    return true;
}

/* One part of an operand; zero beats negate. */
static uint16_t operand_part(uint16_t value, bool zero, bool negate)
{
    if (zero) {
        return 0u;
    }
    return negate ? f16_negated(value) : value;
}

static pair_t operand(const machine_t *machine, uint32_t bits)
{
    const pair_t value = machine->registers[bits & 7u];
    return (pair_t){
        .re = operand_part(value.re, (bits & 0x10u) != 0u, (bits & 0x20u) != 0u),
        .im = operand_part(value.im, (bits & 0x40u) != 0u, (bits & 0x80u) != 0u),
    };
}

/* --- memory --- */

static adc_status_t fault(const machine_t *machine, uint32_t flag, uint32_t array, uint32_t bus, uint32_t address)
{
    report.fault_flags = flag;
    report.fault_address = address;
    report.fault_pc = machine->pc;
    report.fault_array = array;
    report.fault_bus = bus;
    report.fault_loop = 0u;
    return ADC_ERROR_ACCELERATOR_FAULT;
}

static uint32_t address_of(const array_t *array)
{
    int64_t elements = 0;
    for (uint32_t axis = 0u; axis < AXES; axis++) {
        elements += (int64_t)array->stride[axis] * (int64_t)array->index[axis];
    }
    return array->base + (uint32_t)(elements * (int64_t)array->element_bytes);
}

static const adc_mvp_segment_t *segment_at(const machine_t *machine, uint32_t address, uint32_t bytes, bool write)
{
    const uint32_t number = (address >> SEGMENT_SHIFT) - 1u;
    if (number >= machine->segment_count) {
        return NULL;
    }
    const adc_mvp_segment_t *segment = &machine->segments[number];
    const uint32_t offset = address & SEGMENT_OFFSET;
    const bool inside = offset <= segment->bytes && segment->bytes - offset >= bytes;
    return inside && (segment->writable || !write) ? segment : NULL;
}

static uint16_t load_part(const array_t *array, const uint8_t *bytes)
{
    switch (array->type) {
    case 0u:
        return f16_from_integer(bytes[0]);
    case 1u:
        return f16_from_integer(bytes[0] < 128u ? bytes[0] : (int32_t)bytes[0] - 256);
    default:
        return (uint16_t)(bytes[0] | (uint32_t)bytes[1] << 8);
    }
}

static void store_part(machine_t *machine, const array_t *array, uint16_t value, uint8_t *bytes)
{
    switch (array->type) {
    case 0u:
        bytes[0] = (uint8_t)f16_to_integer(value, 0, 255, &machine->numeric_flags);
        break;
    case 1u:
        bytes[0] = (uint8_t)(f16_to_integer(value, -128, 127, &machine->numeric_flags) & 0xFF);
        break;
    default:
        bytes[0] = (uint8_t)(value & 0xFFu);
        bytes[1] = (uint8_t)(value >> 8);
        break;
    }
}

/* stream: register, valid, array and axes to step in bits 0, 3, 4 and 7. */
static adc_status_t access(machine_t *machine, uint32_t stream, uint32_t bus)
{
    if ((stream & 8u) == 0u) {
        return ADC_OK;
    }
    const uint32_t number = (stream >> 4) & 7u;
    if (number >= ADC_MVP_ARRAYS || machine->arrays[number].type > 2u) {
        return fault(machine, ADC_MVP_ARRAY_FAULT, number, bus, 0u);
    }

    const array_t *array = &machine->arrays[number];
    const uint32_t address = address_of(array);
    const uint32_t second = array->element_bytes / 2u;
    pair_t *value = &machine->registers[stream & 7u];
    const adc_mvp_segment_t *segment = segment_at(machine, address, array->element_bytes, bus == BUS_STORE);
    const uintptr_t place = segment == NULL ? address : (uintptr_t)segment->base + (address & SEGMENT_OFFSET);
    if (place % array->element_bytes != 0u) {
        return fault(machine, ADC_MVP_ALIGNMENT_FAULT, number, bus, address);
    }
    if (segment == NULL) {
        return fault(machine, ADC_MVP_BUS_FAULT, number, bus, address);
    }
    if (bus == BUS_STORE) {
        uint8_t *bytes = (uint8_t *)place;
        store_part(machine, array, value->re, bytes);
        if (array->complex) {
            store_part(machine, array, value->im, bytes + second);
        }
    } else {
        const uint8_t *bytes = (const uint8_t *)place;
        value->re = load_part(array, bytes);
        value->im = array->complex ? load_part(array, bytes + second) : 0u;
    }
    return ADC_OK;
}

/* --- sequence --- */

static void step(machine_t *machine, uint32_t number, uint32_t axes)
{
    for (uint32_t axis = 0u; axis < AXES && number < ADC_MVP_ARRAYS; axis++) {
        array_t *array = &machine->arrays[number];
        if ((axes >> axis & 1u) != 0u) {
            array->index[axis] = array->index[axis] + 1u < array->size[axis] ? array->index[axis] + 1u : 0u;
        }
    }
}

static void step_stream(machine_t *machine, uint32_t stream)
{
    if ((stream & 8u) != 0u) {
        step(machine, (stream >> 4) & 7u, stream >> 7);
    }
}

static void finish_loop(machine_t *machine, loop_t *loop)
{
    loop->active = false;
    for (uint32_t number = 0u; number < ADC_MVP_ARRAYS; number++) {
        step(machine, number, loop->steps >> (4u * number));
        for (uint32_t axis = 0u; axis < AXES; axis++) {
            if ((loop->resets >> (4u * number + axis) & 1u) != 0u) {
                machine->arrays[number].index[axis] = 0u;
            }
        }
    }
}

static void begin_loops(machine_t *machine, uint32_t control)
{
    for (uint32_t number = 0u; number < LOOPS; number++) {
        loop_t *loop = &machine->loops[number];
        if ((control >> (2u * number) & 1u) != 0u && !loop->active) {
            loop->active = true;
            loop->done = 0u;
            loop->begin = machine->pc;
        }
    }
}

/* Ends or repeats loops and moves on. Of the loops that end here the one with the highest number is the inner one; while
 * it repeats, the others wait. */
static progress_t end_loops(machine_t *machine, uint32_t control)
{
    for (uint32_t number = LOOPS; number-- > 0u;) {
        loop_t *loop = &machine->loops[number];
        if ((control >> (2u * number + 1u) & 1u) == 0u) {
            continue;
        }
        if (!loop->active) {
            (void)fault(machine, ADC_MVP_LOOP_FAULT, 0u, 0u, 0u);
            report.fault_loop = number;
            return PROGRESS_FAULT;
        }
        loop->done++;
        if (loop->done < loop->iterations) {
            machine->pc = loop->begin;
            return PROGRESS_NEXT;
        }
        finish_loop(machine, loop);
    }
    if ((control & 0x80000000u) != 0u) {
        return PROGRESS_END;
    }
    if (machine->pc + 1u == INSTRUCTIONS) {
        (void)fault(machine, ADC_MVP_LOOP_FAULT, 0u, 0u, 0u);
        return PROGRESS_FAULT;
    }
    machine->pc++;
    return PROGRESS_NEXT;
}

static progress_t execute(machine_t *machine)
{
    const uint32_t *words = &program[FIRST_INSTRUCTION + 3u * machine->pc];
    const uint32_t operands = words[0];
    const uint32_t load0 = words[1] & 0x3FFu;
    const uint32_t load1 = (words[1] >> 10) & 0x3FFu;
    const uint32_t store = (words[1] >> 20) & 0x3FFu;
    const uint32_t operation = (words[2] >> 20) & 0x1FFu;
    const uint32_t control = words[2];
    begin_loops(machine, control);
    if (access(machine, load0, BUS_LOAD0) != ADC_OK || access(machine, load1, BUS_LOAD1) != ADC_OK) {
        return PROGRESS_FAULT;
    }
    if (operation != 0u) {
        pair_t z;
        if (!calculate(machine, operation, operand(machine, operands), operand(machine, operands >> 8), operand(machine, operands >> 16), &z)) {
            (void)fault(machine, ADC_MVP_ALU_FAULT, 0u, 0u, 0u);
            return PROGRESS_FAULT;
        }
        machine->registers[(operands >> 28) & 7u] = z;
    }
    if (access(machine, store, BUS_STORE) != ADC_OK) {
        return PROGRESS_FAULT;
    }
    step_stream(machine, load0);
    step_stream(machine, load1);
    step_stream(machine, store);
    return end_loops(machine, control);
}

static int32_t stride_of(uint32_t word)
{
    const int32_t stride = (int32_t)((word >> 16) & 0xFFFu);
    return stride < 2048 ? stride : stride - 4096;
}

static void decode(machine_t *machine)
{
    for (uint32_t i = 0u; i < REGISTERS; i++) {
        machine->registers[i].re = (uint16_t)(program[i] & 0xFFFFu);
        machine->registers[i].im = (uint16_t)(program[i] >> 16);
    }
    for (uint32_t i = 0u; i < ADC_MVP_ARRAYS; i++) {
        const uint32_t *words = &program[ADC_MVP_FIRST_ARRAY + 4u * i];
        array_t *array = &machine->arrays[i];
        array->base = words[0];
        array->type = (words[1] >> 12) & 3u;
        array->complex = (words[1] >> 14 & 1u) != 0u;
        array->element_bytes = (array->type == 2u ? 2u : 1u) * (array->complex ? 2u : 1u);
        for (uint32_t axis = 0u; axis < AXES; axis++) {
            array->size[axis] = (words[1u + axis] & 0x3FFu) + 1u;
            array->stride[axis] = stride_of(words[1u + axis]);
        }
    }
    for (uint32_t i = 0u; i < LOOPS; i++) {
        const uint32_t *words = &program[FIRST_LOOP + 2u * i];
        machine->loops[i].iterations = (words[0] & 0x3FFu) + 1u;
        machine->loops[i].steps = words[0] >> 12;
        machine->loops[i].resets = words[1] >> 12;
    }
}

static adc_status_t run_program(const adc_mvp_segment_t *segments, uint32_t segment_count)
{
    machine_t machine = { .segments = segments, .segment_count = segment_count };
    decode(&machine);
    progress_t progress = PROGRESS_NEXT;
    uint32_t instructions = 0u;
    while (progress == PROGRESS_NEXT && instructions < ADC_MVP_TIME_LIMIT) {
        progress = execute(&machine);
        instructions++;
    }

    for (uint32_t i = 0u; i < REGISTERS; i++) {
        program[i] = machine.registers[i].re | (uint32_t)machine.registers[i].im << 16;
    }
    report.numeric_flags |= machine.numeric_flags;
    if (progress == PROGRESS_NEXT) {
        return ADC_ERROR_ACCELERATOR_TIMEOUT;
    }
    if (progress == PROGRESS_FAULT) {
        return ADC_ERROR_ACCELERATOR_FAULT;
    }
    return (machine.numeric_flags & ADC_MVP_WRONG_RESULT) == 0u ? ADC_OK : ADC_ERROR_NUMERIC;
}

static bool write(const uint32_t *stream)
{
    const uint32_t *const end = adc_mvp_write_stream(&held, stream);
    held.words_written += end != NULL ? adc_mvp_words_of(stream, end) : 0u;
    return end != NULL;
}

/* Makes the registers hold all of the program before this one, whatever they hold now, and answers how to go on. */
static const uint32_t *begin_anew(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index)
{
    held.images = NULL;
    held.segment_count = segment_count;
    for (uint32_t i = 0u; i < ADC_MVP_SEGMENTS; i++) {
        held.bases[i] = i < segment_count ? segments[i].base : NULL;
        held.addresses[i] = i < segment_count ? (i + 1u) << SEGMENT_SHIFT : 0u;
    }
    for (uint32_t i = 0u; i < index; i++) {
        if (!write(images->deltas[i])) {
            return NULL;
        }
    }
    return images->deltas[index];
}

static adc_status_t run_one(const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t index)
{
    const uint32_t *stream = adc_mvp_next_stream(&held, images, segments, segment_count, index, 1u);
    if (stream == NULL) {
        stream = begin_anew(images, segments, segment_count, index);
    }
    held.images = NULL;
    if (stream == NULL || !write(stream)) {
        return ADC_ERROR_ARGUMENT;
    }
    held.images = images;
    held.index = index;
    report.programs++;
    return run_program(segments, segment_count);
}

static adc_status_t ended(adc_status_t status, uint32_t index)
{
    busy = false;
    if (status != ADC_OK) {
        report.status = status;
        report.program = index;
        if (status != ADC_ERROR_NUMERIC) {
            held.images = NULL;
        }
        if (status != ADC_ERROR_ACCELERATOR_FAULT) {
            adc_mvp_clear_fault(&report);
        }
    }
    return status;
}

adc_status_t adc_mvp_init(void)
{
    initialised = true;
    return busy ? ADC_ERROR_STATE : ADC_OK;
}

void adc_mvp_invalidate(void)
{
    held.images = NULL;
}

adc_status_t adc_mvp_run(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    if (!adc_mvp_is_acceptable(images, segments, segment_count, first, program_count)) {
        return ADC_ERROR_ARGUMENT;
    }
    if (!initialised || busy) {
        return ADC_ERROR_STATE;
    }

    busy = true;
    adc_status_t status = ADC_OK;
    uint32_t index = first;
    for (; status == ADC_OK && index - first < program_count; index++) {
        status = run_one(images, segments, segment_count, index);
    }
    return ended(status, index - 1u);
}

static void call_back(void)
{
    if (on_done != NULL) {
        on_done(on_done_argument);
    }
}

adc_status_t adc_mvp_start(
    const adc_mvp_images_t *images, const adc_mvp_segment_t *segments, uint32_t segment_count, uint32_t first, uint32_t program_count)
{
    if (!adc_mvp_is_acceptable(images, segments, segment_count, first, program_count)) {
        return ADC_ERROR_ARGUMENT;
    }
    if (!initialised || busy) {
        return ADC_ERROR_STATE;
    }
    busy = true;
    under_way = (run_t){ images, segments, segment_count, first, program_count };
    call_back();
    return ADC_PENDING;
}

/* Each call runs a program: nothing else passes the time here. */
adc_status_t adc_mvp_poll(void)
{
    if (under_way.images == NULL) {
        return ADC_ERROR_STATE;
    }
    const adc_status_t status = run_one(under_way.images, under_way.segments, under_way.segment_count, under_way.index);
    under_way.rest--;
    if (status == ADC_OK && under_way.rest != 0u) {
        under_way.index++;
        call_back();
        return ADC_PENDING;
    }
    under_way.images = NULL;
    return ended(status, under_way.index);
}

adc_status_t adc_mvp_finish(void)
{
    adc_status_t status = adc_mvp_poll();
    while (status == ADC_PENDING) {
        status = adc_mvp_poll();
    }
    return status;
}

void adc_mvp_on_done(adc_mvp_callback_t callback, void *argument)
{
    on_done = callback;
    on_done_argument = argument;
}

const adc_mvp_report_t *adc_mvp_report(void)
{
    return adc_mvp_complete_report(&report, &held);
}

void adc_mvp_report_clear(void)
{
    adc_mvp_clear_report(&report, &held);
}
