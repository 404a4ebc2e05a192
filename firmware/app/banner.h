/* The first line of every application:
 *
 *   adc boot board <name> model <name> vectors <n> part <family> device <number> flash_kib <n> ram_kib <n>
 *       chip <revision> core_hz <n> counter <0|1> reset <cause>                            (one line)
 */
#ifndef ADC_BANNER_H
#define ADC_BANNER_H

#include <stdint.h>

void banner_print(const char *model, uint32_t vectors);

#endif
