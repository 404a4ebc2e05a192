#include "adc_dsp.h"

#include "kernels_check.h"

static int32_t lane(uint32_t word, int index)
{
    const int32_t value = (int32_t)((word >> (16 * index)) & 0xFFFFu);
    return value < 32768 ? value : value - 65536;
}

static int32_t byte(uint32_t word, int index)
{
    const int32_t value = (int32_t)((word >> (8 * index)) & 0xFFu);
    return value < 128 ? value : value - 256;
}

static uint32_t lanes(int32_t low, int32_t high)
{
    return ((uint32_t)low & 0xFFFFu) | ((uint32_t)high & 0xFFFFu) << 16;
}

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

int check_dsp(void)
{
    check_random_t random = {1};
    int failures = 0;
    for (int i = 0; i < 2000; i++) {
        const uint32_t a = i % 8 == 0 ? 0x80008000u : check_word(&random);
        const uint32_t b = i % 16 == 0 ? 0x80008000u : check_word(&random);
        const int32_t c = check_int32(&random);
        const int32_t d = check_int32(&random);

        const int64_t dot = (int64_t)lane(a, 0) * lane(b, 0) + (int64_t)lane(a, 1) * lane(b, 1) + c;
        failures += check_failed((uint32_t)adc_smlad(a, b, c) == (uint32_t)(uint64_t)dot, "smlad");
        failures += check_failed(adc_sxtb16(a) == lanes(byte(a, 0), byte(a, 2)), "sxtb16");
        failures += check_failed(adc_sxtb16_ror8(a) == lanes(byte(a, 1), byte(a, 3)), "sxtb16, ror 8");
        failures += check_failed(adc_pkhbt(a, b) == lanes(lane(a, 0), lane(b, 0)), "pkhbt");
        failures += check_failed(adc_pkhtb(a, b) == lanes(lane(a, 1), lane(b, 1)), "pkhtb");
        const int64_t high = check_floor_divide((int64_t)(int32_t)a * d, (int64_t)1 << 32);
        failures += check_failed((uint32_t)adc_smmla((int32_t)a, d, c) == (uint32_t)(uint64_t)(c + high), "smmla");
        failures += check_failed(adc_smmul((int32_t)a, d) == high, "smmul");
        const int64_t nearest = check_floor_divide((int64_t)(int32_t)a * d + ((int64_t)1 << 31), (int64_t)1 << 32);
        failures += check_failed(adc_smmulr((int32_t)a, d) == nearest, "smmulr");
        failures += check_failed(adc_ssat8(c) == clamp(c, -128, 127), "ssat 8");
        failures += check_failed(adc_qadd(c, d) == clamp((int64_t)c + d, INT32_MIN, INT32_MAX), "qadd");
        const uint32_t narrow = lanes(lane(a, 0) / 2, lane(a, 1) / 2);
        const int32_t low = lane(narrow, 0);
        const int32_t upper = lane(narrow, 1);
        for (int k = 0; k < 4; k++) {
            const int32_t x = byte(a, k);
            const int32_t y = byte(b, k);
            failures += check_failed(byte(adc_max8x4(a, b), k) == (x > y ? x : y) && byte(adc_min8x4(a, b), k) == (x < y ? x : y), "max8x4, min8x4");
        }
        failures += check_failed(adc_sxtab16(narrow, b) == lanes(low + byte(b, 0), upper + byte(b, 2)), "sxtab16");
        failures += check_failed(adc_sxtab16_ror8(narrow, b) == lanes(low + byte(b, 1), upper + byte(b, 3)), "sxtab16, ror 8");
        const int64_t bottom = (int64_t)lane(a, 0) * lane(b, 0) + c;
        const int64_t top = (int64_t)lane(a, 1) * lane(b, 1) + c;
        failures += check_failed((uint32_t)adc_smlabb(a, b, c) == (uint32_t)(uint64_t)bottom, "smlabb");
        failures += check_failed((uint32_t)adc_smlatt(a, b, c) == (uint32_t)(uint64_t)top, "smlatt");

        uint8_t bytes[8] = {0, 0, 0, 0, 0, 0, 0, 0};
        adc_store_word(bytes + i % 4, a);
        const uint8_t *at = bytes + i % 4;
        const uint32_t stored = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
        failures += check_failed(stored == a, "store an unaligned word");
        failures += check_failed(adc_load_word(at) == a, "load an unaligned word");
    }
    return failures;
}
