/* Frames on the serial line, for a host that asks and a board that answers.
 *
 *   0x00  COBS(payload, CRC-32 of the payload, low byte first)  0x00
 *
 * The coding leaves no zero byte inside a frame, so that a zero always is a border: after any garbage both sides agree again
 * at the next one. What stands between two zeros and is no frame with a right checksum is console text, or damage. The
 * checksum is that of IEEE 802.3. The board does not listen while it works on a request; a host sends the next one after
 * the answer.
 */
#ifndef ADC_LINK_H
#define ADC_LINK_H

#include <stdint.h>

#define LINK_PAYLOAD_BYTES 240u

/* Waits for a frame and drops all else; the number of bytes in its payload. */
uint32_t link_receive(uint8_t payload[LINK_PAYLOAD_BYTES]);

/* At most LINK_PAYLOAD_BYTES. */
void link_send(const uint8_t *payload, uint32_t count);

#endif
