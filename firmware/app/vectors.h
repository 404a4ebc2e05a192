/* What every application does: runs the model on its test vectors, compares every output byte, or holds the tolerances of
 * adc_app_binding.h where it has any, and reports on the console:
 *
 *   adc boot board <name> ...                                                              (banner.h)
 *   adc vector <index> PASS cycles <n>
 *   adc vector <index> FAIL cycles <n> at <byte> got <g> expected <e>
 *   adc vector <index> FAIL cycles <n> status <s>                                          (invoke failed)
 *   adc init FAIL status <s>                                                               (no vector is tried)
 *   adc verdict PASS|FAIL <passed>/<count>
 *
 * Bytes are counted over all outputs in order. Every number is decimal. What counts of this is also left in vectors_result.
 */
#ifndef ADC_VECTORS_H
#define ADC_VECTORS_H

#include <stdbool.h>
#include <stdint.h>

#define VECTORS_RESULT_VALID 0xADC07E57u
#define VECTORS_NONE         0xFFFFFFFFu

/* For a debugger, where no console is. */
typedef struct vectors_result {
    uint32_t valid; /* VECTORS_RESULT_VALID with the verdict, then all else holds */
    uint32_t count;
    uint32_t passed;
    uint32_t first_failed; /* VECTORS_NONE when all passed */
    uint32_t cycles;       /* of the last vector */
} vectors_result_t;

extern volatile vectors_result_t vectors_result;

/* Prints the banner and initialises the model; false when that failed. */
bool vectors_begin(void);

/* Puts the inputs of a vector where the model reads them. An inference may overwrite them. */
void vectors_fill_inputs(uint32_t vector);

/* Runs all vectors; the number that passed. */
uint32_t vectors_run(void);

/* Prints the verdict and makes the result valid. It is FAIL unless the application was ready and every vector passed. */
void vectors_verdict(bool ready, uint32_t passed);

/* Prints the verdict and sleeps for good. */
__attribute__((noreturn)) void vectors_end(bool ready, uint32_t passed);

#endif
