#include "adc_quantize.h"

#include "kernels_check.h"

enum { COUNT = 40 };

static int8_t expected(float value, float scale, int32_t zero_point)
{
    const volatile float quotient = value / scale;
    const double exact = quotient;
    if (!(exact >= 0.0 || exact < 0.0)) {
        return (int8_t)zero_point;
    }
    const double bounded = exact > 1e4 ? 1e4 : exact < -1e4 ? -1e4 : exact;
    const int32_t rounded = (int32_t)(bounded < 0.0 ? bounded - 0.5 : bounded + 0.5) + zero_point;
    return (int8_t)(rounded < -128 ? -128 : rounded > 127 ? 127 : rounded);
}

/* The quotient of two floats in double lies on a tie below 2^9 only when it is one: their difference would need 2^-25. */
static int8_t expected_exact(float value, float scale, int32_t zero_point)
{
    const double exact = (double)value / (double)scale;
    if (!(exact >= 0.0 || exact < 0.0)) {
        return (int8_t)zero_point;
    }
    const double bounded = exact > 1e4 ? 1e4 : exact < -1e4 ? -1e4 : exact;
    const int32_t rounded = (int32_t)(bounded < 0.0 ? bounded - 0.5 : bounded + 0.5) + zero_point;
    return (int8_t)(rounded < -128 ? -128 : rounded > 127 ? 127 : rounded);
}

static float from_bits(uint32_t bits)
{
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

static int check(check_random_t *random, float scale, int32_t zero_point)
{
    static const uint32_t special[] = {0x00000000u, 0x80000000u, 0x7F800000u, 0xFF800000u, 0x7FC00000u, 0xFFC00001u,
        0x7F7FFFFFu, 0xFF7FFFFFu, 0x00000001u, 0x4F000000u, 0xCF000000u, 0x4EFFFFFFu};
    enum { SPECIAL = sizeof special / sizeof *special };
    static float values[COUNT + 1];
    static int8_t narrow[COUNT + 1];
    static int16_t wide[COUNT + 1];
    for (int i = 0; i < COUNT; i++) {
        const float near = (float)check_between(random, -600, 600) / 2.0f * scale;
        const float any = (float)check_between(random, -1000000, 1000000) / 3000.0f * scale;
        values[i] = i < SPECIAL ? from_bits(special[i]) : i % 2 == 0 ? near : any;
    }
    narrow[COUNT] = 0x55;
    wide[COUNT] = 0x5555;
    const adc_quantize_f32_s8_t quantize = {COUNT, scale, zero_point};
    adc_quantize_f32_s8(&quantize, values, narrow);
    adc_quantize_f32_s16(&quantize, values, wide);
    int holds = narrow[COUNT] == 0x55 && wide[COUNT] == 0x5555;
    for (int i = 0; i < COUNT; i++) {
        holds = holds && narrow[i] == expected(values[i], scale, zero_point) && wide[i] == narrow[i];
    }
    int failures = check_failed(holds, "quantize");

    adc_quantize_exact_f32_s8(&quantize, values, narrow);
    adc_quantize_exact_f32_s16(&quantize, values, wide);
    holds = narrow[COUNT] == 0x55 && wide[COUNT] == 0x5555;
    for (int i = 0; i < COUNT; i++) {
        holds = holds && narrow[i] == expected_exact(values[i], scale, zero_point) && wide[i] == narrow[i];
    }
    failures += check_failed(holds, "quantize with the exact quotient");

    for (int i = 0; i < COUNT; i++) {
        narrow[i] = check_int8(random);
        wide[i] = narrow[i];
    }
    const adc_dequantize_s8_f32_t dequantize = {COUNT - 3, scale, zero_point};
    static float from_narrow[COUNT];
    static float from_wide[COUNT];
    from_narrow[COUNT - 3] = 5.0f;
    from_wide[COUNT - 3] = 5.0f;
    adc_dequantize_s8_f32(&dequantize, narrow, from_narrow);
    adc_dequantize_s16_f32(&dequantize, wide, from_wide);
    holds = from_narrow[COUNT - 3] == 5.0f && from_wide[COUNT - 3] == 5.0f;
    for (int i = 0; i < COUNT - 3; i++) {
        /* A product of 24 by 9 bits is exact in double; one rounding remains. */
        const float value = (float)((double)scale * (narrow[i] - zero_point));
        holds = holds && from_narrow[i] == value && from_wide[i] == value;
    }
    return failures + check_failed(holds, "dequantize");
}

/* Values whose float32 quotient is a tie while the exact one lies beside it: the two kernels must differ on some. */
static int check_near_ties(void)
{
    check_random_t random = {7};
    int differ = 0;
    int failures = 0;
    for (int i = 0; i < 20000; i++) {
        const float scale = (float)check_between(&random, 1 << 20, 1 << 24) / 1073741824.0f;
        const float tie = (float)(2 * check_between(&random, -250, 250) + 1) / 2.0f;
        const int32_t nudge = check_between(&random, -1, 1);
        const float product = tie * scale;
        uint32_t bits;
        __builtin_memcpy(&bits, &product, sizeof bits);
        const float value = from_bits(bits + (uint32_t)nudge);
        const adc_quantize_f32_s8_t quantize = {1, scale, 0};
        int8_t exact = 0;
        int8_t rounded = 0;
        adc_quantize_exact_f32_s8(&quantize, &value, &exact);
        adc_quantize_f32_s8(&quantize, &value, &rounded);
        differ += exact != rounded ? 1 : 0;
        failures += check_failed(exact == expected_exact(value, scale, 0), "quantize beside a tie with the exact quotient");
        failures += check_failed(rounded == expected(value, scale, 0), "quantize beside a tie");
    }
    return failures + check_failed(differ > 100, "quotients that float32 rounds to a tie");
}

int check_quantize(void)
{
    static const float scales[] = {1.0f, 0.5f, 0.00390625f, 0.391015232f, 0.0204871912f, 3.1e-7f, 77.7f};
    static const int32_t zero_points[] = {-128, -1, 0, 89, 127};
    check_random_t random = {6};
    int failures = check_near_ties();
    for (unsigned s = 0; s < sizeof scales / sizeof *scales; s++) {
        for (unsigned z = 0; z < sizeof zero_points / sizeof *zero_points; z++) {
            failures += check(&random, scales[s], zero_points[z]);
        }
    }
    return failures;
}
