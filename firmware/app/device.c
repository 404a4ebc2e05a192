/* The self-test, and then a server: a host identifies the board, writes inputs, runs inferences whole or layer by layer, and
 * reads outputs and cycles, in frames of link.h. Numbers are little-endian.
 *
 *   request   type  sequence  session (4)  body
 *   answer    type + 0x80  sequence  session (4)  status  body
 *
 * A host begins a session with a number of its choice, not 0. After a reset the board is in no session and refuses all else,
 * which is how the host learns of it. A request with the number of the one before it is a repetition: its answer is sent
 * once more, and nothing is done twice.
 *
 *   1 hello        session (4)                     version (2) flags (2) core_hz (4) family (2) device (2) flash_kib (2)
 *                                                  ram_kib (2) unique (8) chip (4) reset (4) model_hash (32) build_hash (8)
 *                                                  arena_bytes (4) layers (2) inputs (1) outputs (1)
 *   2 text         kind (1) index (2)              characters; kind 0 model, 1 compiler, 2 board, 3 layer
 *   3 port         kind (1) index (1)              bytes (4); kind 0 input, 1 output
 *   4 write        index (1) offset (4) bytes      of an input
 *   5 reset state                                  the model forgets former inferences
 *   6 invoke                                       status (4) cycles (4) run (4) stall (4) programs (4)
 *   7 layer        index (2)                       likewise, of one layer
 *   8 read         kind (1) index (1) offset (4) count (1)   bytes; kind 0 arena, 1 output
 *   9 restart                                      the answer comes first
 *  10 vector       index (2)                       fills the inputs from a test vector, and resets the state
 *
 * Flags: 1 cycles are counted, 2 uses the accelerator, 4 has a state, 8 the model is ready. Run and stall are cycles of the
 * accelerator, cycles those of the core, which polls. The light is on while the board waits and off during an inference: a
 * mark for whoever measures current, which costs none meanwhile.
 */
#include "adc_app_binding.h"
#include "clock.h"
#include "cycles.h"
#include "identity.h"
#include "light.h"
#include "link.h"
#include "registers.h"
#include "console.h"
#include "vectors.h"
#ifdef ADC_APP_USES_MVP
#include "../runtime/adc_mvp.h"
#endif

#define VERSION 1u

enum { HELLO = 1, TEXT, PORT, WRITE, RESET_STATE, INVOKE, LAYER, READ, RESTART, VECTOR };

enum { DONE = 0, UNKNOWN_REQUEST, BAD_BODY, NO_SESSION, MODEL_FAILED };

enum { FLAG_COUNTER = 1, FLAG_MVP = 2, FLAG_STATE = 4, FLAG_READY = 8 };

#define TYPE_ANSWER    0x80u
#define REQUEST_HEADER 6u
#define ANSWER_HEADER  7u

typedef struct request {
    uint8_t type;
    uint8_t sequence;
    uint32_t session;
    const uint8_t *body;
    uint32_t count; /* of the body */
} request_t;

typedef struct answer {
    uint8_t bytes[LINK_PAYLOAD_BYTES];
    uint32_t count;
} answer_t;

static uint32_t session; /* 0 for none */
static bool ready;
static answer_t answer; /* the latest, to be repeated */

static uint32_t get(const uint8_t *bytes, uint32_t count)
{
    uint32_t value = 0u;
    for (uint32_t i = 0u; i < count; i++) {
        value |= (uint32_t)bytes[i] << (8u * i);
    }
    return value;
}

static void put(uint32_t value, uint32_t count)
{
    for (uint32_t i = 0u; i < count; i++) {
        answer.bytes[answer.count] = (uint8_t)(value >> (8u * i));
        answer.count++;
    }
}

static void put_bytes(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0u; i < count; i++) {
        put(bytes[i], 1u);
    }
}

static uint8_t hello(const request_t *request)
{
    if (request->count != 4u || get(request->body, 4u) == 0u) {
        return BAD_BODY;
    }

    session = get(request->body, 4u);
    uint32_t flags = (cycles_are_counted() ? (uint32_t)FLAG_COUNTER : 0u) | (ready ? (uint32_t)FLAG_READY : 0u);
#ifdef ADC_APP_USES_MVP
    flags |= FLAG_MVP;
#endif
#ifdef ADC_APP_HAS_STATE
    flags |= FLAG_STATE;
#endif
    const identity_t *chip = identity();
    put(VERSION, 2u);
    put(flags, 2u);
    put(clock_core_hz(), 4u);
    put(chip->device_family, 2u);
    put(chip->device_number, 2u);
    put(chip->flash_kib, 2u);
    put(chip->ram_kib, 2u);
    put(chip->unique_low, 4u);
    put(chip->unique_high, 4u);
    put(chip->chip_revision, 4u);
    put(chip->reset_cause, 4u);
    put_bytes(adc_app_model_hash, sizeof adc_app_model_hash);
    put_bytes(adc_app_build_hash, sizeof adc_app_build_hash);
    put(adc_app_arena_bytes(), 4u);
    put(adc_app_layer_count(), 2u);
    put(adc_app_input_count(), 1u);
    put(adc_app_output_count(), 1u);
    return DONE;
}

static uint8_t text(const request_t *request)
{
    if (request->count != 3u) {
        return BAD_BODY;
    }

    const uint32_t index = get(&request->body[1], 2u);
    const char *const texts[] = { adc_app_model_name, adc_app_compiler_version, identity()->board, adc_app_layer_name(index) };
    const uint32_t kind = request->body[0];
    if (kind >= sizeof texts / sizeof texts[0]) {
        return BAD_BODY;
    }
    for (const char *c = texts[kind]; *c != '\0' && answer.count < LINK_PAYLOAD_BYTES; c++) {
        put((uint8_t)*c, 1u);
    }
    return DONE;
}

static uint8_t port(const request_t *request)
{
    if (request->count != 2u || request->body[0] > 1u) {
        return BAD_BODY;
    }

    const uint32_t index = request->body[1];
    const uint32_t bytes = request->body[0] == 0u ? adc_app_input_bytes(index) : adc_app_output_bytes(index);
    put(bytes, 4u);
    return bytes != 0u ? DONE : BAD_BODY;
}

/* Whether count bytes from offset on are within size. */
static bool lies_within(uint32_t offset, uint32_t count, uint32_t size)
{
    return offset <= size && count <= size - offset;
}

static uint8_t write_input(const request_t *request)
{
    if (request->count < 5u) {
        return BAD_BODY;
    }

    const uint32_t input = request->body[0];
    const uint32_t offset = get(&request->body[1], 4u);
    const uint32_t count = request->count - 5u;
    if (!lies_within(offset, count, adc_app_input_bytes(input))) {
        return BAD_BODY;
    }

    uint8_t *target = adc_app_input(input);
    for (uint32_t i = 0u; i < count; i++) {
        target[offset + i] = request->body[5u + i];
    }
    return DONE;
}

static uint8_t read_memory(const request_t *request)
{
    if (request->count != 7u || request->body[0] > 1u) {
        return BAD_BODY;
    }

    const uint32_t index = request->body[1];
    const bool is_arena = request->body[0] == 0u;
    const uint32_t offset = get(&request->body[2], 4u);
    const uint32_t count = request->body[6];
    const uint32_t size = is_arena ? adc_app_arena_bytes() : adc_app_output_bytes(index);
    if (count > LINK_PAYLOAD_BYTES - ANSWER_HEADER || !lies_within(offset, count, size)) {
        return BAD_BODY;
    }

    const uint8_t *source = is_arena ? adc_app_arena() : adc_app_output(index);
    put_bytes(&source[offset], count);
    return DONE;
}

static uint8_t reset_state(void)
{
#ifdef ADC_APP_HAS_STATE
    const adc_status_t status = adc_app_reset();
    put((uint32_t)status, 4u);
    return status == ADC_OK ? DONE : MODEL_FAILED;
#else
    return DONE;
#endif
}

static uint8_t fill(const request_t *request)
{
    if (request->count != 2u || get(request->body, 2u) >= ADC_APP_VECTOR_COUNT) {
        return BAD_BODY;
    }
    vectors_fill_inputs(get(request->body, 2u));
    return DONE;
}

/* One layer, or all with ADC_APP_LAYER_COUNT. */
static uint8_t invoke(uint32_t layer)
{
#ifdef ADC_APP_USES_MVP
    adc_mvp_report_clear();
#endif
    light_off();
    const uint32_t start = cycles_now();
    const adc_status_t status = layer == ADC_APP_LAYER_COUNT ? adc_app_invoke() : adc_app_invoke_layer(layer);
    const uint32_t cycles = cycles_now() - start;
    light_on();

    put((uint32_t)status, 4u);
    put(cycles, 4u);
#ifdef ADC_APP_USES_MVP
    const adc_mvp_report_t *report = adc_mvp_report();
    put((uint32_t)report->run_cycles, 4u);
    put((uint32_t)report->stall_cycles, 4u);
    put(report->programs, 4u);
#else
    put(0u, 4u);
    put(0u, 4u);
    put(0u, 4u);
#endif
    return status == ADC_OK ? DONE : MODEL_FAILED;
}

static uint8_t invoke_layer(const request_t *request)
{
    return request->count != 2u || get(request->body, 2u) >= ADC_APP_LAYER_COUNT ? (uint8_t)BAD_BODY : invoke(get(request->body, 2u));
}

/* The status; what there is to tell besides goes into the answer. */
static uint8_t obey(const request_t *request)
{
    if (request->type == HELLO) {
        return hello(request);
    }
    if (session == 0u || request->session != session) {
        return NO_SESSION;
    }
    switch (request->type) {
    case TEXT:
        return text(request);
    case PORT:
        return port(request);
    case WRITE:
        return write_input(request);
    case RESET_STATE:
        return reset_state();
    case INVOKE:
        return invoke(ADC_APP_LAYER_COUNT);
    case LAYER:
        return invoke_layer(request);
    case READ:
        return read_memory(request);
    case RESTART:
        return DONE;
    case VECTOR:
        return fill(request);
    default:
        return UNKNOWN_REQUEST;
    }
}

static bool is_repetition(const request_t *request)
{
    return answer.count != 0u && answer.bytes[0] == (request->type | TYPE_ANSWER) && answer.bytes[1] == request->sequence
        && get(&answer.bytes[2], 4u) == request->session && request->session == session;
}

__attribute__((noreturn)) static void restart(void)
{
    console_flush();
    for (;;) {
        register_write(SCB_AIRCR, SCB_AIRCR_RESET);
        __asm volatile("dsb" : : : "memory");
    }
}

__attribute__((noreturn)) static void serve(void)
{
    static uint8_t bytes[LINK_PAYLOAD_BYTES];
    for (;;) {
        const uint32_t count = link_receive(bytes);
        if (count < REQUEST_HEADER) {
            continue;
        }

        const request_t request = {
            .type = bytes[0], .sequence = bytes[1], .session = get(&bytes[2], 4u), .body = &bytes[REQUEST_HEADER], .count = count - REQUEST_HEADER
        };
        if (!is_repetition(&request)) {
            answer.count = ANSWER_HEADER;
            const uint8_t status = obey(&request);
            answer.bytes[0] = request.type | TYPE_ANSWER;
            answer.bytes[1] = request.sequence;
            for (uint32_t i = 0u; i < 4u; i++) {
                answer.bytes[2u + i] = (uint8_t)(session >> (8u * i));
            }
            answer.bytes[6] = status;
        }
        link_send(answer.bytes, answer.count);
        if (request.type == RESTART && answer.bytes[6] == DONE) {
            restart();
        }
    }
}

int main(void)
{
    light_start();
    ready = vectors_begin();
    vectors_verdict(ready, ready ? vectors_run() : 0u);
    light_on();
    serve();
}
