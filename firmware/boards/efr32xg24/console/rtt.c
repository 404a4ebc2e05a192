/* Console in memory, which a debugger reads while the core runs (real-time transfer). The debugger finds the control block by
 * its first sixteen bytes, takes what lies between the offsets read and write of an upward buffer, and moves read. */
#include "console.h"
#include "registers.h"

#define BUFFER_BYTES 2048u
#define ID_BYTES     16u

typedef struct rtt_buffer {
    const char *name;
    volatile char *bytes;
    uint32_t size; /* one byte stays free: equal offsets mean empty */
    volatile uint32_t write;
    volatile uint32_t read;
    uint32_t flags; /* 0: characters without room are left out */
} rtt_buffer_t;

typedef struct rtt_control {
    volatile char id[ID_BYTES];
    int32_t up_count;
    int32_t down_count;
    rtt_buffer_t up;
} rtt_control_t;

extern rtt_control_t rtt_control;
rtt_control_t rtt_control;

static volatile char buffer[BUFFER_BYTES];
static bool is_read; /* somebody has made room so far */

static void barrier(void)
{
    __asm volatile("dmb" : : : "memory");
}

bool console_start(uint32_t clock_hz)
{
    static const char id[ID_BYTES] = "SEGGER RTT";
    (void)clock_hz;
    rtt_control.up_count = 1;
    rtt_control.down_count = 0;
    rtt_control.up = (rtt_buffer_t){ .name = "Terminal", .bytes = buffer, .size = BUFFER_BYTES, .write = 0u, .read = 0u, .flags = 0u };
    is_read = true;

    /* Backwards, so that the block is found when all of it is there. */
    barrier();
    for (uint32_t i = ID_BYTES; i > 0u; i--) {
        rtt_control.id[i - 1u] = id[i - 1u];
    }
    return true;
}

static bool has_room(uint32_t next)
{
    return rtt_control.up.read != next;
}

void console_put(char character)
{
    const uint32_t write = rtt_control.up.write;
    const uint32_t next = write + 1u == BUFFER_BYTES ? 0u : write + 1u;
    for (uint32_t polls = 0u; is_read && !has_room(next) && polls < REGISTER_POLLS; polls++) {
        barrier();
    }

    /* Without a debugger only the first wait is long. */
    is_read = has_room(next);
    if (is_read) {
        buffer[write] = character;
        barrier();
        rtt_control.up.write = next;
    }
}

void console_flush(void)
{
    barrier();
}
