#include "adc_convert.h"

#include "adc_dsp.h"

static int on_word_boundaries(const void *a, const void *b)
{
    return (((uintptr_t)a | (uintptr_t)b) & 3u) == 0;
}

/* The caller knows that the address is a multiple of four. */
static inline uint32_t load_aligned(const void *source)
{
    return adc_load_word(__builtin_assume_aligned(source, 4));
}

static inline void store_aligned(void *target, uint32_t word)
{
    adc_store_word(__builtin_assume_aligned(target, 4), word);
}

/* Back to front, so that in place every input is read before an output covers it. */
void adc_widen_s8_s16(const adc_widen_s8_s16_t *parameters, const int8_t *input, int16_t *output)
{
    const int8_t *from = input + parameters->count;
    int16_t *to = output + parameters->count;
    const int32_t eights = on_word_boundaries(input, output) ? parameters->count & ~7 : 0;
    const int8_t *const tail = input + eights;
    while (from != tail) {
        *--to = *--from;
    }
    while (from != input) {
        from -= 8;
        to -= 8;
        const uint32_t first = load_aligned(from);
        const uint32_t second = load_aligned(from + 4);
        const uint32_t even_first = adc_sxtb16(first);
        const uint32_t odd_first = adc_sxtb16_ror8(first);
        const uint32_t even_second = adc_sxtb16(second);
        const uint32_t odd_second = adc_sxtb16_ror8(second);
        store_aligned(to, adc_pkhbt(even_first, odd_first));
        store_aligned(to + 2, adc_pkhtb(even_first, odd_first));
        store_aligned(to + 4, adc_pkhbt(even_second, odd_second));
        store_aligned(to + 6, adc_pkhtb(even_second, odd_second));
    }
}

/* The low bytes of four 16-bit lanes, in order. */
static inline uint32_t low_bytes(uint32_t first, uint32_t second)
{
    const uint32_t even = adc_pkhbt(first, second) & 0x00FF00FFu;
    const uint32_t odd = adc_pkhtb(first, second) & 0x00FF00FFu;
    return even | (odd << 8);
}

/* Front to back, for the same reason. */
void adc_narrow_s16_s8(const adc_narrow_s16_s8_t *parameters, const int16_t *input, int8_t *output)
{
    const int32_t eights = on_word_boundaries(input, output) ? parameters->count & ~7 : 0;
    const int16_t *const tail = input + eights;
    const int16_t *const end = input + parameters->count;
    while (input != tail) {
        const uint32_t first = load_aligned(input);
        const uint32_t second = load_aligned(input + 2);
        const uint32_t third = load_aligned(input + 4);
        const uint32_t fourth = load_aligned(input + 6);
        store_aligned(output, low_bytes(first, second));
        store_aligned(output + 4, low_bytes(third, fourth));
        input += 8;
        output += 8;
    }
    while (input != end) {
        *output++ = (int8_t)(uint8_t)(uint16_t)*input++;
    }
}

void adc_copy(const adc_copy_t *parameters, const void *input, void *output)
{
    const uint8_t *from = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    const uint8_t *const end = from + parameters->bytes;
    const uint8_t *const tail = from + (on_word_boundaries(input, output) ? parameters->bytes & ~15 : 0);
    while (from != tail) {
        const uint32_t first = load_aligned(from);
        const uint32_t second = load_aligned(from + 4);
        const uint32_t third = load_aligned(from + 8);
        const uint32_t fourth = load_aligned(from + 12);
        store_aligned(to, first);
        store_aligned(to + 4, second);
        store_aligned(to + 8, third);
        store_aligned(to + 12, fourth);
        from += 16;
        to += 16;
    }
    while (from != end) {
        *to++ = *from++;
    }
}
