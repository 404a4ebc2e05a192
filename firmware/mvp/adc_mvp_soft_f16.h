/* Arithmetic on binary16 numbers, bit by bit, as the accelerator is taken to calculate: sums are exact until they are
 * rounded once, to the nearest number, ties to even; subnormal numbers count; every NaN that arises is 0x7E00. */
#ifndef ADC_MVP_SOFT_F16_H
#define ADC_MVP_SOFT_F16_H

#include "adc_mvp.h"

#define F16_SIGN     0x8000u
#define F16_INFINITY 0x7C00u
#define F16_NAN      0x7E00u
#define F16_ONE      0x3C00u

/* An exact sum of numbers and of products of two. Both are whole multiples of 2^-48; the sum is high * 2^40 + low of them. */
typedef struct f16_sum {
    int64_t high;
    int64_t low;
    bool has_nan;
    bool has_infinity;
    bool has_negative_infinity;
    bool has_negative_zero;
    bool has_another; /* a finite term that is not -0 */
} f16_sum_t;

static inline bool f16_is_finite(uint16_t a)
{
    return (a & F16_INFINITY) != F16_INFINITY;
}

static inline bool f16_is_nan(uint16_t a)
{
    return (a & 0x7FFFu) > F16_INFINITY;
}

static inline bool f16_is_negative(uint16_t a)
{
    return (a & F16_SIGN) != 0u;
}

static inline uint16_t f16_negated(uint16_t a)
{
    return (uint16_t)(a ^ F16_SIGN);
}

/* A finite number is significand * 2^(scale - 24). */
static inline uint32_t f16_significand(uint16_t a)
{
    const uint32_t fraction = a & 0x3FFu;
    return (a & F16_INFINITY) == 0u ? fraction : fraction | 0x400u;
}

static inline uint32_t f16_scale(uint16_t a)
{
    const uint32_t exponent = ((uint32_t)a >> 10) & 0x1Fu;
    return exponent == 0u ? 0u : exponent - 1u;
}

/* Adds magnitude * 2^shift multiples. */
static inline void f16_add_term(f16_sum_t *sum, uint32_t magnitude, uint32_t shift, bool negative)
{
    const uint64_t low = shift < 40u ? (uint64_t)magnitude << shift : 0u;
    const uint64_t high = shift < 40u ? low >> 40 : (uint64_t)magnitude << (shift - 40u);
    const int64_t low_part = (int64_t)(low & 0xFFFFFFFFFFu);
    sum->high += negative ? -(int64_t)high : (int64_t)high;
    sum->low += negative ? -low_part : low_part;
    if (negative && magnitude == 0u) {
        sum->has_negative_zero = true;
    } else {
        sum->has_another = true;
    }
}

static inline void f16_add_infinity(f16_sum_t *sum, bool negative)
{
    if (negative) {
        sum->has_negative_infinity = true;
    } else {
        sum->has_infinity = true;
    }
}

static inline f16_sum_t f16_plus(f16_sum_t sum, uint16_t a)
{
    if (f16_is_nan(a)) {
        sum.has_nan = true;
    } else if (!f16_is_finite(a)) {
        f16_add_infinity(&sum, f16_is_negative(a));
    } else {
        f16_add_term(&sum, f16_significand(a), f16_scale(a) + 24u, f16_is_negative(a));
    }
    return sum;
}

static inline f16_sum_t f16_plus_product(f16_sum_t sum, uint16_t a, uint16_t b)
{
    const bool negative = f16_is_negative(a) != f16_is_negative(b);
    if (f16_is_finite(a) && f16_is_finite(b)) {
        f16_add_term(&sum, f16_significand(a) * f16_significand(b), f16_scale(a) + f16_scale(b), negative);
    } else if (f16_is_nan(a) || f16_is_nan(b) || ((uint32_t)a << 1 & 0xFFFFu) == 0u || ((uint32_t)b << 1 & 0xFFFFu) == 0u) {
        sum.has_nan = true;
    } else {
        f16_add_infinity(&sum, negative);
    }
    return sum;
}

static inline uint32_t f16_bit_length(uint64_t value)
{
    uint32_t length = value != 0u ? 1u : 0u;
    for (uint32_t step = 32u; step != 0u; step /= 2u) {
        if (value >> step != 0u) {
            value >>= step;
            length += step;
        }
    }
    return length;
}

/* Raises ADC_MVP_ALU_OVERFLOW and ADC_MVP_ALU_UNDERFLOW. */
static inline uint16_t f16_round(f16_sum_t sum, uint32_t *flags)
{
    if (sum.has_nan || (sum.has_infinity && sum.has_negative_infinity)) {
        return F16_NAN;
    }
    if (sum.has_infinity || sum.has_negative_infinity) {
        return sum.has_infinity ? F16_INFINITY : F16_SIGN | F16_INFINITY;
    }

    /* Sign and magnitude, the lower part from 0 to 2^40 - 1. */
    const int64_t unit = (int64_t)1 << 40;
    const int64_t carry = sum.low / unit - (sum.low % unit < 0 ? 1 : 0);
    const int64_t high = sum.high + carry;
    const int64_t low = sum.low - carry * unit;
    const bool negative = high < 0;
    const uint64_t bottom = (uint64_t)(negative && low != 0 ? unit - low : low);
    const uint64_t top = (uint64_t)(negative ? -high - (low != 0 ? 1 : 0) : high);
    if (top == 0u && bottom == 0u) {
        return sum.has_negative_zero && !sum.has_another ? F16_SIGN : 0u;
    }

    /* Eleven bits are kept, and none below 2^-24. What lies below the cut is half a unit or more, and something beside. */
    const uint32_t length = top != 0u ? 40u + f16_bit_length(top) : f16_bit_length(bottom);
    const uint32_t cut = length > 35u ? length - 11u : 24u;
    uint64_t kept;
    bool half;
    bool rest;
    if (cut > 40u) {
        kept = top >> (cut - 40u);
        half = (top >> (cut - 41u) & 1u) != 0u;
        rest = (top & (((uint64_t)1 << (cut - 41u)) - 1u)) != 0u || bottom != 0u;
    } else {
        kept = top << (40u - cut) | bottom >> cut;
        half = (bottom >> (cut - 1u) & 1u) != 0u;
        rest = (bottom & (((uint64_t)1 << (cut - 1u)) - 1u)) != 0u;
    }
    if (length < 35u && (half || rest)) {
        *flags |= ADC_MVP_ALU_UNDERFLOW;
    }
    if (half && (rest || (kept & 1u) != 0u)) {
        kept++;
    }

    /* The leading bit of what is kept counts as one step of the exponent; a carry to a twelfth bit as another. */
    uint32_t bits = ((cut - 24u) << 10) + (uint32_t)kept;
    if (bits >= F16_INFINITY) {
        *flags |= ADC_MVP_ALU_OVERFLOW;
        bits = F16_INFINITY;
    }
    return (uint16_t)(bits | (negative ? F16_SIGN : 0u));
}

/* False if one is a NaN; -0 is not below +0. */
static inline bool f16_is_greater(uint16_t a, uint16_t b)
{
    const int32_t left = f16_is_negative(a) ? -(int32_t)(a & 0x7FFFu) : (int32_t)a;
    const int32_t right = f16_is_negative(b) ? -(int32_t)(b & 0x7FFFu) : (int32_t)b;
    return !f16_is_nan(a) && !f16_is_nan(b) && left > right;
}

static inline uint16_t f16_max(uint16_t a, uint16_t b)
{
    return f16_is_greater(a, b) ? a : b;
}

static inline uint16_t f16_min(uint16_t a, uint16_t b)
{
    return f16_is_greater(b, a) ? a : b;
}

/* -128 to 255, exactly. */
static inline uint16_t f16_from_integer(int32_t integer)
{
    const uint32_t magnitude = (uint32_t)(integer < 0 ? -integer : integer);
    if (magnitude == 0u) {
        return 0u;
    }
    const uint32_t exponent = f16_bit_length(magnitude) - 1u;
    return (uint16_t)((integer < 0 ? F16_SIGN : 0u) | (exponent + 15u) << 10 | (magnitude << (10u - exponent) & 0x3FFu));
}

/* Rounded to nearest, ties to even, and saturated. Raises the flags ADC_MVP_STORE_*. */
static inline int32_t f16_to_integer(uint16_t a, int32_t lowest, int32_t highest, uint32_t *flags)
{
    if (f16_is_nan(a)) {
        *flags |= ADC_MVP_STORE_NAN;
        return 0;
    }
    if (!f16_is_finite(a)) {
        *flags |= ADC_MVP_STORE_INFINITE;
        return f16_is_negative(a) ? lowest : highest;
    }

    const uint64_t scaled = (uint64_t)f16_significand(a) << f16_scale(a); /* 24 bits behind the point */
    const uint32_t fraction = (uint32_t)(scaled & 0xFFFFFFu);
    int32_t magnitude = (int32_t)(scaled >> 24);
    if (fraction > 0x800000u || (fraction == 0x800000u && (magnitude & 1) != 0)) {
        magnitude++;
    }
    if (magnitude == 0 && scaled != 0u) {
        *flags |= ADC_MVP_STORE_UNDERFLOW;
    }
    const int32_t integer = f16_is_negative(a) ? -magnitude : magnitude;
    if (integer < lowest || integer > highest) {
        *flags |= ADC_MVP_STORE_SATURATED;
        return integer < lowest ? lowest : highest;
    }
    return integer;
}

#endif
