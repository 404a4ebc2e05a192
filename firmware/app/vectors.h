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
 * Bytes are counted over all outputs in order. Every number is decimal.
 */
#ifndef ADC_VECTORS_H
#define ADC_VECTORS_H

#include <stdbool.h>
#include <stdint.h>

/* Prints the banner and initialises the model; false when that failed. */
bool vectors_begin(void);

/* Puts the inputs of a vector where the model reads them. An inference may overwrite them. */
void vectors_fill_inputs(uint32_t vector);

/* Runs all vectors; the number that passed. */
uint32_t vectors_run(void);

/* Prints the verdict. It is FAIL unless the application was ready and every vector passed. */
void vectors_verdict(bool ready, uint32_t passed);

/* Prints the verdict and sleeps for good. */
__attribute__((noreturn)) void vectors_end(bool ready, uint32_t passed);

#endif
