/* What the compiler generates for the self-test, for the stand-in model. */
#ifndef ADC_APP_BINDING_H
#define ADC_APP_BINDING_H

#include <stdint.h>

#include "adc_status.h"

#define ADC_APP_VECTOR_COUNT 3u

extern const char adc_app_model_name[];

adc_status_t adc_app_init(void);
adc_status_t adc_app_invoke(void);

uint32_t adc_app_input_count(void);
void *adc_app_input(uint32_t i);
uint32_t adc_app_input_bytes(uint32_t i);

uint32_t adc_app_output_count(void);
const void *adc_app_output(uint32_t i);
uint32_t adc_app_output_bytes(uint32_t i);

const void *adc_app_vector_input(uint32_t vector, uint32_t i);
const void *adc_app_vector_expected(uint32_t vector, uint32_t i);

#endif
