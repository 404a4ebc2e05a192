#include "adc_fully_connected_packed.h"

#include "kernels_check.h"

enum {
    ROWS = 23,
    COLUMNS = 196,
    BATCHES = 2,
    STREAM = 16 * 10 + 12 * COLUMNS + 8 * 12 + 64,
    GUARD = 0x5A5A
};

typedef struct record {
    int32_t multiplier;
    int32_t addend;
    int32_t addend_negative;
} record_t;

static int8_t weights[ROWS][COLUMNS];
static int32_t bias[ROWS];
static record_t records[ROWS];
static uint32_t stream[STREAM];
static union {
    uint32_t alignment;
    int16_t values[BATCHES * (COLUMNS + 2)];
} input;
static union {
    uint32_t alignment;
    int16_t values[BATCHES * (ROWS + 3) + 8];
} output;

/* ---- the stream, as the header lays it out; what lies outside the matrix is zero */

static int32_t weight(int32_t rows, int32_t columns, int32_t row, int32_t column)
{
    return row < rows && column < columns ? weights[row][column] : 0;
}

static uint32_t lane(int32_t rows, int32_t columns, int32_t row, int32_t column)
{
    const int32_t both = 256 * weight(rows, columns, row, column) + weight(rows, columns, row + 1, column);
    return (uint32_t)both & 0xFFFFu;
}

static uint32_t *append_record(uint32_t *at, int32_t rows, int32_t row)
{
    static const record_t none = {0, 0, 0};
    const record_t *record = row < rows ? &records[row] : &none;
    *at++ = (uint32_t)record->multiplier;
    *at++ = (uint32_t)record->addend;
    *at++ = (uint32_t)record->addend_negative;
    return at;
}

static uint32_t *append_pairs(uint32_t *at, int32_t rows, int32_t columns, int32_t first_row, int32_t pairs, int32_t mode)
{
    for (int32_t k = 0; k < pairs; k++) {
        const int32_t a = first_row + 2 * k;
        *at++ = (a < rows ? 256u * (uint32_t)bias[a] : 0u) + (a + 1 < rows ? (uint32_t)bias[a + 1] : 0u);
    }
    for (int32_t k = 0; k < pairs; k++) {
        const int32_t b = first_row + 2 * k + 1;
        *at++ = b < rows ? (uint32_t)bias[b] : 0u;
    }
    for (int32_t column = 0; column < (columns + 3) / 4 * 4; column += 2) {
        for (int32_t k = 0; k < pairs; k++) {
            const int32_t row = first_row + 2 * k;
            *at++ = lane(rows, columns, row, column) | lane(rows, columns, row, column + 1) << 16;
        }
    }
    for (int32_t k = 0; k < pairs && mode == ADC_PACKED_PER_CHANNEL; k++) {
        at = append_record(at, rows, first_row + 2 * k);
        at = append_record(at, rows, first_row + 2 * k + 1);
    }
    return at;
}

static void fill_stream(int32_t rows, int32_t columns, int32_t mode)
{
    uint32_t *at = stream;
    int32_t row = 0;
    for (; row + 8 <= rows; row += 8) {
        at = append_pairs(at, rows, columns, row, 4, mode);
    }
    for (; row < rows; row += 2) {
        at = append_pairs(at, rows, columns, row, 1, mode);
    }
}

/* ---- what the header promises, row by row */

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

static int32_t expected(const adc_fully_connected_packed_t *p, int32_t row, int32_t columns, const int16_t *x)
{
    int64_t sum = bias[row];
    for (int32_t column = 0; column < columns; column++) {
        sum += (int64_t)weights[row][column] * x[column];
    }
    const record_t *record = &records[p->mode == ADC_PACKED_PER_CHANNEL ? row : 0];
    const int32_t addend = sum < 0 && p->mode != ADC_PACKED_ONE_SIDED ? record->addend_negative : record->addend;
    const int64_t scaled = addend + check_floor_divide(256 * sum * record->multiplier, (int64_t)1 << 32);
    return clamp(clamp(check_floor_divide(scaled, (int64_t)1 << p->shift), -128, 127), p->low, p->high);
}

typedef struct tally {
    int failures;
    int32_t outputs;
    int32_t between_the_clamps;
} tally_t;

static void check(tally_t *tally, check_random_t *random, int32_t rows, int32_t columns, int32_t mode, int32_t kind)
{
    const int32_t quads = (columns + 3) / 4;
    const int32_t shift = kind == 1 ? check_between(random, 0, 31) : check_between(random, 8, 18);
    const int32_t unit = 1 << (shift < 24 ? shift : 24);
    const int64_t wanted = ((int64_t)1 << (shift + 24)) / 700; /* makes some tens of some ten thousands */
    const int32_t about = (int32_t)(wanted < INT32_MAX / 2 ? wanted : INT32_MAX / 2);
    for (int32_t row = 0; row < rows; row++) {
        const int always_zero = row % 5 == 3; /* zero is the least sum that takes the addend of positive ones */
        for (int32_t column = 0; column < columns; column++) {
            weights[row][column] = always_zero ? 0 : kind == 2 ? INT8_MIN : check_int8(random);
        }
        bias[row] = always_zero ? 0 : check_between(random, -30000, 30000);
        records[row].multiplier = kind == 2 ? INT32_MAX : check_between(random, about / 2, about + about / 2);
        records[row].addend = check_between(random, -15 * unit, 15 * unit);
        records[row].addend_negative = records[row].addend - check_between(random, 1, unit);
    }
    /* A lane of -128 * 256 has no room for a negative row beside it. */
    for (int32_t row = 0; row + 1 < rows; row += 2) {
        for (int32_t column = 0; column < columns; column++) {
            if (weights[row][column] == INT8_MIN && weights[row + 1][column] < 0) {
                weights[row][column] = -127;
            }
        }
    }
    fill_stream(rows, columns, mode);

    const int32_t blocks = rows / 8;
    const int32_t pairs = (rows % 8 + 1) / 2;
    const int32_t stored_rows = 8 * blocks + 2 * pairs;
    const adc_fully_connected_packed_t parameters = {
        .stream = stream,
        .column_quads = quads,
        .blocks = blocks,
        .pairs = pairs,
        .batches = kind % 2 + 1,
        .input_stride = 4 * quads + 2,
        .output_stride = stored_rows + 2,
        .multiplier = records[0].multiplier,
        .addend = records[0].addend,
        .addend_negative = records[0].addend_negative,
        .shift = shift,
        .mode = mode,
        .low = kind == 3 ? -20 : -128,
        .high = kind == 3 ? 30 : 127};
    for (int32_t i = 0; i < parameters.batches * parameters.input_stride; i++) {
        input.values[i] = i % parameters.input_stride < columns
            ? (kind == 2 ? (int16_t)INT8_MIN : check_int8(random)) : (int16_t)(uint16_t)check_word(random);
    }
    for (int32_t i = 0; i < parameters.batches * parameters.output_stride; i++) {
        output.values[i] = GUARD;
    }
    adc_fully_connected_packed(&parameters, input.values, output.values);

    int holds = 1;
    for (int32_t batch = 0; batch < parameters.batches; batch++) {
        const int16_t *x = input.values + batch * parameters.input_stride;
        const int16_t *y = output.values + batch * parameters.output_stride;
        for (int32_t row = 0; row < rows; row++) {
            holds = holds && y[row] == expected(&parameters, row, columns, x);
            tally->outputs++;
            tally->between_the_clamps += y[row] > -128 && y[row] < 127 ? 1 : 0;
        }
        holds = holds && y[stored_rows] == GUARD && y[stored_rows + 1] == GUARD;
    }
    tally->failures += check_failed(holds, "packed fully connected");
}

int check_fully_connected_packed(void)
{
    check_random_t random = {9};
    tally_t tally = {0, 0, 0};
    for (int32_t mode = ADC_PACKED_ONE_SIDED; mode <= ADC_PACKED_PER_CHANNEL; mode++) {
        /* Every entry into the unrolled body, every remainder of columns and of rows. */
        for (int32_t columns = 1; columns <= 76; columns++) {
            check(&tally, &random, columns % ROWS + 1, columns, mode, columns / 4 % 4);
            check(&tally, &random, 16, columns, mode, 0);
        }
        for (int32_t rows = 1; rows <= ROWS; rows++) {
            for (int32_t kind = 0; kind < 4; kind++) {
                check(&tally, &random, rows, check_between(&random, 1, COLUMNS), mode, kind);
                check(&tally, &random, rows, check_between(&random, 1, 8), mode, kind);
            }
        }
    }
    return tally.failures + check_failed(4 * tally.between_the_clamps > tally.outputs,
        "packed fully connected: the inputs leave many outputs between the clamps");
}
