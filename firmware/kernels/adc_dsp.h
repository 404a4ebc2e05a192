/* The DSP instructions the kernels are built from, and plain C twins with the same results elsewhere.
 *
 * A `uint32_t` argument holds two signed 16-bit lanes, the lower-numbered element in the low half.
 * Additions wrap modulo 2^32, as the instructions do. */
#ifndef ADC_DSP_H
#define ADC_DSP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Four bytes from any address, little-endian; one instruction where the core loads unaligned words. */
static inline uint32_t adc_load_word(const void *source)
{
    uint32_t word;
    __builtin_memcpy(&word, source, sizeof word);
    return word;
}

static inline void adc_store_word(void *target, uint32_t word)
{
    __builtin_memcpy(target, &word, sizeof word);
}

#if defined(__ARM_FEATURE_DSP)

/* sum + a.low * b.low + a.high * b.high */
static inline int32_t adc_smlad(uint32_t a, uint32_t b, int32_t sum)
{
    int32_t result;
    __asm__("smlad %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
    return result;
}

/* Bytes 0 and 2, sign-extended into the lanes. */
static inline uint32_t adc_sxtb16(uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtb16 %0, %1" : "=r"(result) : "r"(bytes));
    return result;
}

/* Bytes 1 and 3, sign-extended into the lanes. */
static inline uint32_t adc_sxtb16_ror8(uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(result) : "r"(bytes));
    return result;
}

/* The low halves of both: `low` below, `high` above. */
static inline uint32_t adc_pkhbt(uint32_t low, uint32_t high)
{
    uint32_t result;
    __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(result) : "r"(low), "r"(high));
    return result;
}

/* The high halves of both: `low` below, `high` above. */
static inline uint32_t adc_pkhtb(uint32_t low, uint32_t high)
{
    uint32_t result;
    __asm__("pkhtb %0, %2, %1, asr #16" : "=r"(result) : "r"(low), "r"(high));
    return result;
}

/* sum + floor(a * b / 2^32) */
static inline int32_t adc_smmla(int32_t a, int32_t b, int32_t sum)
{
    int32_t result;
    __asm__("smmla %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
    return result;
}

/* floor(a * b / 2^32) */
static inline int32_t adc_smmul(int32_t a, int32_t b)
{
    int32_t result;
    __asm__("smmul %0, %1, %2" : "=r"(result) : "r"(a), "r"(b));
    return result;
}

/* a * b / 2^32, ties up */
static inline int32_t adc_smmulr(int32_t a, int32_t b)
{
    int32_t result;
    __asm__("smmulr %0, %1, %2" : "=r"(result) : "r"(a), "r"(b));
    return result;
}

/* Clamped to -128..127. */
static inline int32_t adc_ssat8(int32_t value)
{
    int32_t result;
    __asm__("ssat %0, #8, %1" : "=r"(result) : "r"(value));
    return result;
}

/* a + b, clamped to 32 bits */
static inline int32_t adc_qadd(int32_t a, int32_t b)
{
    int32_t result;
    __asm__("qadd %0, %1, %2" : "=r"(result) : "r"(a), "r"(b));
    return result;
}

/* Bytes 0 and 2, sign-extended and added to the lanes. */
static inline uint32_t adc_sxtab16(uint32_t lanes, uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtab16 %0, %1, %2" : "=r"(result) : "r"(lanes), "r"(bytes));
    return result;
}

/* Bytes 1 and 3, sign-extended and added to the lanes. */
static inline uint32_t adc_sxtab16_ror8(uint32_t lanes, uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtab16 %0, %1, %2, ror #8" : "=r"(result) : "r"(lanes), "r"(bytes));
    return result;
}

/* sum + a.low * b.low */
static inline int32_t adc_smlabb(uint32_t a, uint32_t b, int32_t sum)
{
    int32_t result;
    __asm__("smlabb %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
    return result;
}

/* sum + a.high * b.high */
static inline int32_t adc_smlatt(uint32_t a, uint32_t b, int32_t sum)
{
    int32_t result;
    __asm__("smlatt %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
    return result;
}

/* The greater of each pair of signed bytes. */
static inline uint32_t adc_max8x4(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(result) : "r"(a), "r"(b) : "cc");
    return result;
}

/* The lesser of each pair of signed bytes. */
static inline uint32_t adc_min8x4(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(result) : "r"(a), "r"(b) : "cc");
    return result;
}

#else

static inline int32_t adc_smlad(uint32_t a, uint32_t b, int32_t sum)
{
    const int32_t low = (int32_t)(int16_t)(uint16_t)a * (int16_t)(uint16_t)b;
    const int32_t high = (int32_t)(int16_t)(uint16_t)(a >> 16) * (int16_t)(uint16_t)(b >> 16);
    return (int32_t)((uint32_t)sum + (uint32_t)low + (uint32_t)high);
}

static inline uint32_t adc_sxtb16(uint32_t bytes)
{
    const uint32_t low = (uint32_t)(int32_t)(int8_t)(uint8_t)bytes & 0xFFFFu;
    const uint32_t high = (uint32_t)(int32_t)(int8_t)(uint8_t)(bytes >> 16);
    return low | (high << 16);
}

static inline uint32_t adc_sxtb16_ror8(uint32_t bytes)
{
    return adc_sxtb16(bytes >> 8);
}

static inline uint32_t adc_pkhbt(uint32_t low, uint32_t high)
{
    return (low & 0xFFFFu) | (high << 16);
}

static inline uint32_t adc_pkhtb(uint32_t low, uint32_t high)
{
    return (low >> 16) | (high & 0xFFFF0000u);
}

static inline int32_t adc_smmla(int32_t a, int32_t b, int32_t sum)
{
    const int32_t product_high = (int32_t)(((int64_t)a * b) >> 32);
    return (int32_t)((uint32_t)sum + (uint32_t)product_high);
}

static inline int32_t adc_smmul(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b) >> 32);
}

static inline int32_t adc_smmulr(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 31)) >> 32);
}

static inline int32_t adc_ssat8(int32_t value)
{
    return value < -128 ? -128 : value > 127 ? 127 : value;
}

static inline int32_t adc_qadd(int32_t a, int32_t b)
{
    const int64_t sum = (int64_t)a + b;
    return sum < INT32_MIN ? INT32_MIN : sum > INT32_MAX ? INT32_MAX : (int32_t)sum;
}

static inline uint32_t adc_sxtab16(uint32_t lanes, uint32_t bytes)
{
    const uint32_t extended = adc_sxtb16(bytes);
    return ((lanes + extended) & 0xFFFFu) | ((lanes & 0xFFFF0000u) + (extended & 0xFFFF0000u));
}

static inline uint32_t adc_sxtab16_ror8(uint32_t lanes, uint32_t bytes)
{
    return adc_sxtab16(lanes, bytes >> 8);
}

static inline int32_t adc_smlabb(uint32_t a, uint32_t b, int32_t sum)
{
    const int32_t product = (int32_t)(int16_t)(uint16_t)a * (int16_t)(uint16_t)b;
    return (int32_t)((uint32_t)sum + (uint32_t)product);
}

static inline int32_t adc_smlatt(uint32_t a, uint32_t b, int32_t sum)
{
    return adc_smlabb(a >> 16, b >> 16, sum);
}

static inline uint32_t adc_max8x4(uint32_t a, uint32_t b)
{
    uint32_t result = 0;
    for (int32_t bit = 0; bit < 32; bit += 8) {
        const uint32_t from = (int8_t)(uint8_t)(a >> bit) >= (int8_t)(uint8_t)(b >> bit) ? a : b;
        result |= from & (uint32_t)0xFF << bit;
    }
    return result;
}

static inline uint32_t adc_min8x4(uint32_t a, uint32_t b)
{
    return a ^ b ^ adc_max8x4(a, b);
}

#endif

#ifdef __cplusplus
}
#endif

#endif
