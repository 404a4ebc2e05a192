#include "adc_softmax_s8.h"

#include "kernels_check.h"

enum { WIDEST = 4095 };

static int32_t exp_table[256];
static float exp_table_float[256];
static int8_t input[WIDEST];
static int8_t output[WIDEST + 1];

/* ---- the reference's fixed-point functions, as its definition states them */

static int32_t high_product(int32_t a, int32_t b)
{
    const int64_t product = (int64_t)a * b;
    const int64_t nudge = product >= 0 ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (int32_t)((product + nudge) / ((int64_t)1 << 31));
}

/* value / 2^exponent, ties away from zero */
static int64_t divide_rounded(int64_t value, int exponent)
{
    const int64_t unit = (int64_t)1 << exponent;
    return value < 0 ? -((-value + unit / 2) / unit) : (value + unit / 2) / unit;
}

static int32_t multiply_saturated(int32_t value, int32_t factor)
{
    const int64_t product = (int64_t)value * factor;
    return (int32_t)(product > INT32_MAX ? INT32_MAX : product < INT32_MIN ? INT32_MIN : product);
}

/* exp(a), a in -1/4 .. 0 (31 fraction bits): a Taylor series about -1/8 */
static int32_t exp_of_small(int32_t a)
{
    const int32_t x = a + (1 << 28);
    const int32_t x2 = high_product(x, x);
    const int32_t x3 = high_product(x2, x);
    const int32_t x4 = high_product(x2, x2);
    const int32_t third = high_product((int32_t)divide_rounded(x4, 2) + x3, 715827883) + x2;
    return 1895147668 + high_product(1895147668, x + (int32_t)divide_rounded(third, 1));
}

/* exp(a), a <= 0 in 26 fraction bits; the result in 31 */
static int32_t exp_of_negative(int32_t a)
{
    static const int32_t factors[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    if (a == 0) {
        return INT32_MAX;
    }
    const int32_t quarter = 1 << 24;
    const int32_t remainder = (int32_t)((uint32_t)a & (uint32_t)(quarter - 1)) - quarter;
    int32_t result = exp_of_small(remainder * 32);
    for (int bit = 0; bit < 7; bit++) {
        if (((remainder - a) & (quarter << bit)) != 0) {
            result = high_product(result, factors[bit]);
        }
    }
    return result;
}

/* multiplier * 2^(shift - 31) is scale * beta * 2^26 */
static void fill_exp_table(int32_t multiplier, int32_t shift)
{
    const int32_t farthest = (int32_t)(((int64_t)31 << 26) >> shift);
    for (int32_t d = 0; d < 256; d++) {
        exp_table[d] = d > farthest ? 0 : exp_of_negative(high_product((int32_t)(-d * ((int64_t)1 << shift)), multiplier));
    }
}

static int32_t reciprocal(int32_t fraction)
{
    const int32_t half_denominator = (int32_t)(((int64_t)fraction + INT32_MAX + 1) / 2);
    int32_t x = 1515870810 + high_product(half_denominator, -1010580540);
    for (int i = 0; i < 3; i++) {
        x += multiply_saturated(high_product(x, (1 << 29) - high_product(half_denominator, x)), 4);
    }
    return multiply_saturated(x, 2);
}

static int32_t largest(const int8_t *row, int32_t columns)
{
    int32_t result = -128;
    for (int32_t i = 0; i < columns; i++) {
        result = row[i] > result ? row[i] : result;
    }
    return result;
}

static int is_softmax(const int8_t *row, const int8_t *result, int32_t columns)
{
    const int32_t max = largest(row, columns);
    int64_t sum = 0;
    for (int32_t i = 0; i < columns; i++) {
        sum += divide_rounded(exp_table[max - row[i]], 12);
    }
    int headroom = 0;
    for (int64_t scaled = sum; scaled < (int64_t)1 << 31; scaled *= 2) {
        headroom++;
    }
    const int32_t inverse = reciprocal((int32_t)((sum << headroom) - ((int64_t)1 << 31)));
    int holds = 1;
    for (int32_t i = 0; i < columns; i++) {
        const int32_t probability = high_product(inverse, exp_table[max - row[i]]);
        const int64_t value = divide_rounded(probability, 12 - headroom + 31 - 8) - 128;
        const int64_t wanted = headroom < 4 ? -128 : value > 127 ? 127 : value;
        holds = holds && result[i] == wanted;
    }
    return holds;
}

static int is_float_softmax(const int8_t *row, const int8_t *result, int32_t columns, float scale, int32_t zero_point)
{
    const int32_t max = largest(row, columns);
    volatile float sum = 0.0f;
    for (int32_t i = 0; i < columns; i++) {
        sum = sum + exp_table_float[max - row[i]];
    }
    const volatile float scaled_sum = sum * scale;
    const volatile float inverse = 1.0f / scaled_sum;
    int holds = 1;
    for (int32_t i = 0; i < columns; i++) {
        const volatile float probability = exp_table_float[max - row[i]] * inverse;
        const int32_t value = (int32_t)((double)probability + 0.5) + zero_point;
        holds = holds && result[i] == (value > 127 ? 127 : value);
    }
    return holds;
}

/* ---- rows of real models, as both reference interpreters give them */

typedef struct recorded {
    int32_t columns;
    int32_t multiplier; /* times 2^(shift - 31): the input's scale times 2^26 */
    int32_t shift;
    double exp_of_minus_scale;
    int8_t input[12];
    int8_t output[12];
} recorded_t;

static const recorded_t recorded_rows[] = {
    {10, 1372524288, 24, 0.8523288463694922,
        {0, 16, 26, -9, -11, 18, 5, 14, -2, 1},
        {-126, -98, 21, -127, -128, -86, -123, -106, -126, -125}},
    {12, 1242899200, 24, 0.8652883193967378,
        {-86, -40, -31, -15, -38, -11, -67, -82, -65, 93, -128, 61},
        {-128, -128, -128, -128, -128, -128, -128, -128, -128, 126, -128, -126}},
    {10, 1476210432, 24, 0.8421025216053897,
        {-114, -73, -5, -8, -115, -118, 31, -101, 12, -124},
        {-128, -128, -127, -128, -128, -128, 118, -128, -119, -128}},
    {2, 2011586560, 20, 0.9854703702462674,
        {111, -119},
        {119, -119}},
    {2, 1720564096, 20, 0.9875592821665892,
        {96, -94},
        {106, -106}},
    {4, 1575942400, 23, 0.9123496987067141,
        {-128, 84, 81, 80},
        {-128, -24, -49, -56}},
};

/* base^d for d = 0 .. 255 */
static void fill_float_table(double base)
{
    double power = 1.0;
    for (int32_t d = 0; d < 256; d++) {
        exp_table_float[d] = (float)power;
        power *= base;
    }
}

static int check_recorded(const recorded_t *row)
{
    const adc_softmax_s8_t integer = {1, row->columns, exp_table};
    const adc_softmax_s8_float_t floating = {1, row->columns, exp_table_float, 0.00390625f, -128};
    int8_t result[12];
    int8_t float_result[12];
    fill_exp_table(row->multiplier, row->shift);
    fill_float_table(row->exp_of_minus_scale);
    adc_softmax_s8(&integer, row->input, result);
    adc_softmax_s8_float(&floating, row->input, float_result);
    int holds = 1;
    int float_holds = 1;
    for (int32_t i = 0; i < row->columns; i++) {
        holds = holds && result[i] == row->output[i];
        float_holds = float_holds && float_result[i] == row->output[i];
    }
    return check_failed(holds, "softmax of a recorded row") + check_failed(float_holds, "float softmax of a recorded row");
}

static int check_rows(int32_t rows, int32_t columns, int32_t zero_point)
{
    const int32_t count = rows * columns;
    const adc_softmax_s8_t integer = {rows, columns, exp_table};
    const adc_softmax_s8_float_t floating = {rows, columns, exp_table_float, 0.00390625f, zero_point};
    output[count] = 0x55;
    adc_softmax_s8_float(&floating, input, output);
    int float_holds = output[count] == 0x55;
    for (int32_t row = 0; row < rows; row++) {
        float_holds = float_holds
            && is_float_softmax(input + row * columns, output + row * columns, columns, 0.00390625f, zero_point);
    }
    adc_softmax_s8(&integer, input, output);
    int holds = output[count] == 0x55;
    for (int32_t row = 0; row < rows; row++) {
        holds = holds && is_softmax(input + row * columns, output + row * columns, columns);
    }
    adc_softmax_s8(&integer, input, input);
    int holds_in_place = 1;
    for (int32_t i = 0; i < count; i++) {
        holds_in_place = holds_in_place && input[i] == output[i];
    }
    return check_failed(holds, "softmax") + check_failed(holds_in_place, "softmax in place")
        + check_failed(float_holds, "float softmax");
}

/* 2^-25 vanishes when it is added to 1, but not when 4,094 of them are added first: 100.505 would become 100.493. */
static int check_order_of_addition(void)
{
    const adc_softmax_s8_float_t parameters = {1, WIDEST, exp_table_float, (float)(1.0 / 100.505), 0};
    fill_float_table(0.0);
    exp_table_float[255] = 1.0f / 33554432.0f;
    for (int32_t i = 0; i < WIDEST; i++) {
        input[i] = i == 0 ? 127 : -128;
    }
    adc_softmax_s8_float(&parameters, input, output);
    return check_failed(output[0] == 101 && output[1] == 0, "float softmax adds in order");
}

int check_softmax(void)
{
    int failures = 0;
    for (unsigned i = 0; i < sizeof recorded_rows / sizeof *recorded_rows; i++) {
        failures += check_recorded(&recorded_rows[i]);
    }

    check_random_t random = {7};
    for (int i = 0; i < 150; i++) {
        /* Input scales from 2^-9 to 2^2. */
        fill_exp_table(check_between(&random, 1 << 30, INT32_MAX), check_between(&random, 18, 28));
        fill_float_table((double)check_between(&random, 1, 999) / 1000.0);
        const int32_t rows = check_between(&random, 1, 3);
        const int32_t columns = check_between(&random, 1, 17);
        const int32_t spread = check_between(&random, 0, 127);
        for (int32_t k = 0; k < rows * columns; k++) {
            input[k] = i % 2 == 0 ? check_int8(&random) : (int8_t)check_between(&random, -spread, spread);
        }
        failures += check_rows(rows, columns, i % 3 == 0 ? 127 : -128);
    }

    /* Every distance between two columns, over many tables: some quotients come close to a tie. */
    for (int table = 0; table < 40; table++) {
        fill_exp_table(check_between(&random, 1 << 30, INT32_MAX), check_between(&random, 18, 22));
        for (int32_t d = 0; d < 256; d++) {
            input[2 * d] = 127;
            input[2 * d + 1] = (int8_t)(127 - d);
        }
        failures += check_rows(256, 2, -128);
    }

    /* Long rows: sums about 512, where the last shift passes 31 bits, and the longest row there may be. */
    static const int32_t lengths[] = {255, 256, 511, 512, 513, 1024, WIDEST};
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (int32_t k = 0; k < lengths[i]; k++) {
            input[k] = 127;
        }
        failures += check_rows(1, lengths[i], -128);
        for (int32_t k = 0; k < lengths[i]; k++) {
            input[k] = check_int8(&random);
        }
        failures += check_rows(1, lengths[i], -128);
    }
    return failures + check_order_of_addition();
}
