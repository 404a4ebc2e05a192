#include "adc_convert.h"

#include "adc_dsp.h"

/* Back to front, so that in place every input is read before an output covers it. */
void adc_widen_s8_s16(const adc_widen_s8_s16_t *parameters, const int8_t *input, int16_t *output)
{
    const int32_t fours = parameters->count & ~3;
    for (int32_t i = parameters->count; i > fours; i--) {
        output[i - 1] = input[i - 1];
    }

    const int8_t *from = input + fours;
    int16_t *to = output + fours;
    while (from != input) {
        from -= 4;
        to -= 4;
        const uint32_t bytes = adc_load_word(from);
        const uint32_t even = adc_sxtb16(bytes);
        const uint32_t odd = adc_sxtb16_ror8(bytes);
        adc_store_word(to, adc_pkhbt(even, odd));
        adc_store_word(to + 2, adc_pkhtb(even, odd));
    }
}

/* Front to back, for the same reason. */
void adc_narrow_s16_s8(const adc_narrow_s16_s8_t *parameters, const int16_t *input, int8_t *output)
{
    const int16_t *const end = input + (parameters->count & ~3);
    for (; input != end; input += 4, output += 4) {
        const uint32_t first = adc_load_word(input);
        const uint32_t second = adc_load_word(input + 2);
        const uint32_t even = adc_pkhbt(first, second) & 0x00FF00FFu;
        const uint32_t odd = adc_pkhtb(first, second) & 0x00FF00FFu;
        adc_store_word(output, even | (odd << 8));
    }
    for (int32_t i = 0; i < (parameters->count & 3); i++) {
        output[i] = (int8_t)(uint8_t)(uint16_t)input[i];
    }
}

void adc_copy(const adc_copy_t *parameters, const void *input, void *output)
{
    const uint8_t *from = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    int32_t left = parameters->bytes;
    for (; left >= 16; left -= 16, from += 16, to += 16) {
        const uint32_t a = adc_load_word(from);
        const uint32_t b = adc_load_word(from + 4);
        const uint32_t c = adc_load_word(from + 8);
        const uint32_t d = adc_load_word(from + 12);
        adc_store_word(to, a);
        adc_store_word(to + 4, b);
        adc_store_word(to + 8, c);
        adc_store_word(to + 12, d);
    }
    for (; left > 0; left--, from++, to++) {
        *to = *from;
    }
}
