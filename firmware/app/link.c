#include "link.h"

#include <stdbool.h>

#include "console.h"
#include "vcom.h"

#define CHECKSUM_BYTES 4u
#define CONTENT_BYTES  (LINK_PAYLOAD_BYTES + CHECKSUM_BYTES)
#define ENCODED_BYTES  (CONTENT_BYTES + 1u)

#if __STDC_VERSION__ >= 201112L
_Static_assert(CONTENT_BYTES < 254u, "content that needs but one byte of overhead");
#endif

static uint32_t checksum(const uint8_t *bytes, uint32_t count)
{
    uint32_t sum = 0xFFFFFFFFu;
    for (uint32_t i = 0u; i < count; i++) {
        sum ^= bytes[i];
        for (uint32_t bit = 0u; bit < 8u; bit++) {
            sum = (sum >> 1) ^ ((sum & 1u) != 0u ? 0xEDB88320u : 0u);
        }
    }
    return ~sum;
}

/* Each code byte counts the bytes up to the zero that it stands for, itself included; the last zero is not there. In place
 * is fine. 0 for what no encoder has made. */
static uint32_t decode(const uint8_t *encoded, uint32_t count, uint8_t *content)
{
    uint32_t length = 0u;
    for (uint32_t position = 0u; position < count;) {
        const uint32_t end = position + encoded[position];
        if (end > count) {
            return 0u;
        }
        for (position++; position < end; position++) {
            content[length] = encoded[position];
            length++;
        }
        if (end < count) {
            content[length] = 0u;
            length++;
        }
    }
    return length;
}

static uint32_t payload_of(uint8_t *frame, uint32_t count)
{
    const uint32_t length = decode(frame, count, frame);
    if (length <= CHECKSUM_BYTES) {
        return 0u;
    }

    const uint32_t payload = length - CHECKSUM_BYTES;
    const uint8_t *sum = &frame[payload];
    const uint32_t expected = (uint32_t)sum[0] | (uint32_t)sum[1] << 8 | (uint32_t)sum[2] << 16 | (uint32_t)sum[3] << 24;
    return checksum(frame, payload) == expected ? payload : 0u;
}

uint32_t link_receive(uint8_t payload[LINK_PAYLOAD_BYTES])
{
    static uint8_t frame[ENCODED_BYTES];
    uint32_t count = 0u;
    bool too_long = false;
    for (;;) {
        uint8_t byte = 0u;
        while (!vcom_get(&byte)) {
        }
        if (byte != 0u) {
            too_long = too_long || count == ENCODED_BYTES;
            if (!too_long) {
                frame[count] = byte;
                count++;
            }
            continue;
        }

        const uint32_t length = too_long ? 0u : payload_of(frame, count);
        for (uint32_t i = 0u; i < length; i++) {
            payload[i] = frame[i];
        }
        if (length != 0u) {
            return length;
        }
        count = 0u;
        too_long = false;
    }
}

void link_send(const uint8_t *payload, uint32_t count)
{
    const uint32_t sum = checksum(payload, count);
    uint8_t encoded[ENCODED_BYTES];
    uint32_t code = 0u;
    uint32_t length = 1u;
    for (uint32_t i = 0u; i < count + CHECKSUM_BYTES; i++) {
        const uint8_t byte = i < count ? payload[i] : (uint8_t)(sum >> (8u * (i - count)));
        if (byte == 0u) {
            encoded[code] = (uint8_t)(length - code);
            code = length;
        } else {
            encoded[length] = byte;
        }
        length++;
    }
    encoded[code] = (uint8_t)(length - code);

    console_put('\0');
    for (uint32_t i = 0u; i < length; i++) {
        console_put((char)encoded[i]);
    }
    console_put('\0');
}
