#include "adc_convert.h"

#include "kernels_check.h"

enum { LONGEST = 70, GUARD = 8 };

static int8_t bytes[LONGEST + 2 * GUARD];
static int8_t other_bytes[LONGEST + 2 * GUARD];
static int16_t halves[LONGEST + 2 * GUARD];

/* Bytes and halves of one memory: conversions in place. */
static union {
    int8_t bytes[2 * LONGEST];
    int16_t halves[LONGEST];
} shared;

static int check_widen(check_random_t *random, int32_t count, int32_t offset)
{
    const adc_widen_s8_s16_t parameters = {count};
    for (int i = 0; i < LONGEST + 2 * GUARD; i++) {
        bytes[i] = check_int8(random);
        halves[i] = 0x5555;
    }
    adc_widen_s8_s16(&parameters, bytes + offset, halves + GUARD);
    int holds = halves[GUARD - 1] == 0x5555 && halves[GUARD + count] == 0x5555;
    for (int32_t i = 0; i < count; i++) {
        holds = holds && halves[GUARD + i] == bytes[offset + i];
    }

    for (int32_t i = 0; i < count; i++) {
        shared.bytes[i] = bytes[i];
    }
    adc_widen_s8_s16(&parameters, shared.bytes, shared.halves);
    int holds_in_place = 1;
    for (int32_t i = 0; i < count; i++) {
        holds_in_place = holds_in_place && shared.halves[i] == bytes[i];
    }
    return check_failed(holds, "widen") + check_failed(holds_in_place, "widen in place");
}

static int check_narrow(check_random_t *random, int32_t count, int32_t offset)
{
    const adc_narrow_s16_s8_t parameters = {count};
    for (int i = 0; i < LONGEST + 2 * GUARD; i++) {
        halves[i] = (int16_t)check_between(random, INT16_MIN, INT16_MAX);
        bytes[i] = 0x55;
    }
    adc_narrow_s16_s8(&parameters, halves + offset, bytes + GUARD - offset);
    int holds = bytes[GUARD - offset - 1] == 0x55 && bytes[GUARD - offset + count] == 0x55;
    for (int32_t i = 0; i < count; i++) {
        holds = holds && (uint8_t)bytes[GUARD - offset + i] == ((uint32_t)halves[offset + i] & 0xFFu);
    }

    for (int32_t i = 0; i < count; i++) {
        shared.halves[i] = halves[i];
    }
    adc_narrow_s16_s8(&parameters, shared.halves, shared.bytes);
    int holds_in_place = 1;
    for (int32_t i = 0; i < count; i++) {
        holds_in_place = holds_in_place && (uint8_t)shared.bytes[i] == ((uint32_t)halves[i] & 0xFFu);
    }
    return check_failed(holds, "narrow") + check_failed(holds_in_place, "narrow in place");
}

static int check_copy(check_random_t *random, int32_t count, int32_t offset)
{
    const adc_copy_t parameters = {count};
    for (int i = 0; i < LONGEST + 2 * GUARD; i++) {
        bytes[i] = check_int8(random);
        other_bytes[i] = 0x55;
    }
    adc_copy(&parameters, bytes + offset, other_bytes + GUARD - offset);
    int holds = other_bytes[GUARD - offset - 1] == 0x55 && other_bytes[GUARD - offset + count] == 0x55;
    for (int32_t i = 0; i < count; i++) {
        holds = holds && other_bytes[GUARD - offset + i] == bytes[offset + i];
    }
    return check_failed(holds, "copy");
}

int check_convert(void)
{
    check_random_t random = {4};
    int failures = 0;
    for (int32_t count = 0; count <= LONGEST; count++) {
        for (int32_t offset = 0; offset < 4; offset++) {
            failures += check_widen(&random, count, offset);
            failures += check_narrow(&random, count, offset);
            failures += check_copy(&random, count, offset);
        }
    }
    return failures;
}
