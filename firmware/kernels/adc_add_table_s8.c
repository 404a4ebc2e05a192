#include "adc_add_table_s8.h"

#include "adc_dsp.h"

static int8_t add_one(const int32_t *table, int32_t factor, int8_t a, int8_t b)
{
    return (int8_t)adc_ssat8((factor * a + table[(uint8_t)b]) >> 20);
}

#if defined(__ARM_FEATURE_DSP)

/* Four elements from any addresses: 26 instructions. Compilers neither shift while they saturate nor insert bit fields. */
static inline uint32_t add_four(const int32_t *table, int32_t factor, uint32_t a, uint32_t b)
{
    uint32_t b0, b1, a0, a1, sum;
    __asm__(
        "uxtb  %[b0], %[b]\n\t"
        "ubfx  %[b1], %[b], #8, #8\n\t"
        "ldr   %[b0], [%[table], %[b0], lsl #2]\n\t"
        "ldr   %[b1], [%[table], %[b1], lsl #2]\n\t"
        "sxtb  %[a0], %[a]\n\t"
        "sxtb  %[a1], %[a], ror #8\n\t"
        "mla   %[sum], %[a0], %[factor], %[b0]\n\t"
        "mla   %[a1], %[a1], %[factor], %[b1]\n\t"
        "ubfx  %[b0], %[b], #16, #8\n\t"
        "lsr   %[b1], %[b], #24\n\t"
        "ldr   %[b0], [%[table], %[b0], lsl #2]\n\t"
        "ldr   %[b1], [%[table], %[b1], lsl #2]\n\t"
        "ssat  %[sum], #8, %[sum], asr #20\n\t"
        "ssat  %[a1], #8, %[a1], asr #20\n\t"
        "bfi   %[sum], %[a1], #8, #8\n\t"
        "sxtb  %[a0], %[a], ror #16\n\t"
        "asr   %[a1], %[a], #24\n\t"
        "mla   %[a0], %[a0], %[factor], %[b0]\n\t"
        "mla   %[a1], %[a1], %[factor], %[b1]\n\t"
        "ssat  %[a0], #8, %[a0], asr #20\n\t"
        "ssat  %[a1], #8, %[a1], asr #20\n\t"
        "bfi   %[sum], %[a0], #16, #8\n\t"
        "bfi   %[sum], %[a1], #24, #8"
        : [b0] "=&r"(b0), [b1] "=&r"(b1), [a0] "=&r"(a0), [a1] "=&r"(a1), [sum] "=&r"(sum)
        : [table] "r"(table), [factor] "r"(factor), [a] "r"(a), [b] "r"(b)
        : "memory");
    return sum;
}

#else

static inline uint32_t add_four(const int32_t *table, int32_t factor, uint32_t a, uint32_t b)
{
    uint32_t four = 0;
    for (int32_t bit = 0; bit < 32; bit += 8) {
        const int8_t one = add_one(table, factor, (int8_t)(uint8_t)(a >> bit), (int8_t)(uint8_t)(b >> bit));
        four |= (uint32_t)(uint8_t)one << bit;
    }
    return four;
}

#endif

void adc_add_table_s8(const adc_add_table_s8_t *parameters, const int8_t *input0, const int8_t *input1, int8_t *output)
{
    const int32_t *const table = parameters->table;
    const int32_t factor = parameters->factor;
    const int8_t *const end = output + parameters->count;
    while (end - output >= 4) {
        adc_store_word(output, add_four(table, factor, adc_load_word(input0), adc_load_word(input1)));
        input0 += 4;
        input1 += 4;
        output += 4;
    }
    while (output != end) {
        *output++ = add_one(table, factor, *input0++, *input1++);
    }
}
