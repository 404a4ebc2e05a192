/* What the application of several models knows of each. turns_models.h, which the compiler makes, lists them. */
#ifndef ADC_TURNS_H
#define ADC_TURNS_H

#include <stdbool.h>
#include <stdint.h>

#include "../runtime/adc_status.h"

typedef struct turns_model {
    const char *name;
    uint32_t vectors;
    adc_status_t (*init)(void);
    void (*fill)(uint32_t vector); /* puts its inputs where the model reads them */
    adc_status_t (*invoke)(void);
    bool (*is_right)(uint32_t vector); /* whether every output byte is the expected one */
} turns_model_t;

#endif
