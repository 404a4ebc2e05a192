#include "kernels_check.h"

int kernels_check(void)
{
    int failures = 0;
    failures += check_status();
    failures += check_dsp();
    failures += check_round();
    failures += check_requantize();
    failures += check_convert();
    failures += check_lookup();
    failures += check_quantize();
    failures += check_pools();
    failures += check_softmax();
    failures += check_expand();
    failures += check_fully_connected_s8();
    failures += check_fully_connected_packed();
    failures += check_add_table();
    failures += check_conv2d();
    failures += check_conv2d_tiles();
    failures += check_conv2d_winograd();
    failures += check_depthwise_conv2d();
    failures += check_depthwise_planes();
    return failures;
}

int check_failed(int holds, const char *check)
{
    if (holds) {
        return 0;
    }
    kernels_report(check);
    return 1;
}

uint32_t check_word(check_random_t *random)
{
    uint32_t word = 0;
    for (int half = 0; half < 2; half++) {
        random->state = random->state * 1664525u + 1013904223u;
        word = (word << 16) | (random->state >> 16);
    }
    return word;
}

int32_t check_between(check_random_t *random, int32_t low, int32_t high)
{
    const uint32_t count = (uint32_t)high - (uint32_t)low + 1u;
    const uint32_t word = check_word(random);
    return (int32_t)((uint32_t)low + (count == 0 ? word : word % count));
}

int8_t check_int8(check_random_t *random)
{
    const uint32_t word = check_word(random);
    if ((word & 0x300u) == 0) {
        return (word & 0x400u) == 0 ? INT8_MIN : INT8_MAX;
    }
    return (int8_t)(uint8_t)word;
}

int32_t check_int32(check_random_t *random)
{
    const uint32_t word = check_word(random);
    const uint32_t kind = check_word(random);
    const uint32_t bits = (kind >> 8) & 31u;
    switch (kind & 3u) {
    case 0:
        return (int32_t)word;
    case 1:
        return (int32_t)word >> bits;
    default: {
        const uint32_t near = ((uint32_t)1 << bits) + (word & 7u) - 3u;
        return (int32_t)((kind & 4u) == 0 ? near : 0u - near);
    }
    }
}

int64_t check_floor_divide(int64_t dividend, int64_t divisor)
{
    const int64_t quotient = dividend / divisor;
    return quotient * divisor > dividend ? quotient - 1 : quotient;
}
