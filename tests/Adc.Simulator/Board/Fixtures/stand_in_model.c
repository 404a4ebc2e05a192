/* Two inputs of four bytes, two outputs: their sum plus a bias, and their difference. */
#include "adc_app_binding.h"

#ifndef EXPECTED_ERROR
#define EXPECTED_ERROR 0
#endif
#ifndef INIT_STATUS
#define INIT_STATUS ADC_OK
#endif
#ifndef INVOKE_STATUS
#define INVOKE_STATUS ADC_OK
#endif

#define LENGTH 4u

const char adc_app_model_name[] = "stand_in";

/* In .data, .bss and read-only memory, so that start-up has something to do. */
static uint8_t bias = 5u;
static uint8_t inputs[2][LENGTH];
static uint8_t outputs[2][LENGTH];

static const uint8_t vector_inputs[ADC_APP_VECTOR_COUNT][2][LENGTH] = {
    { { 10u, 20u, 30u, 40u }, { 1u, 2u, 3u, 4u } },
    { { 50u, 60u, 70u, 80u }, { 5u, 6u, 7u, 8u } },
    { { 0u, 0u, 0u, 0u }, { 0u, 0u, 0u, 0u } },
};

static const uint8_t vector_outputs[ADC_APP_VECTOR_COUNT][2][LENGTH] = {
    { { 16u, 27u, 38u, 49u }, { 9u, 18u, 27u, 36u } },
    { { 60u, 71u, 82u, 93u }, { 45u, 54u, 63u + EXPECTED_ERROR, 72u } },
    { { 5u, 5u, 5u, 5u }, { 0u, 0u, 0u, 0u } },
};

adc_status_t adc_app_init(void)
{
    return INIT_STATUS;
}

adc_status_t adc_app_invoke(void)
{
    for (uint32_t i = 0u; i < LENGTH; i++) {
        outputs[0][i] = (uint8_t)(inputs[0][i] + inputs[1][i] + bias);
        outputs[1][i] = (uint8_t)(inputs[0][i] - inputs[1][i]);
    }
    return INVOKE_STATUS;
}

uint32_t adc_app_input_count(void)
{
    return 2u;
}

void *adc_app_input(uint32_t i)
{
    return inputs[i];
}

uint32_t adc_app_input_bytes(uint32_t i)
{
    return sizeof inputs[i];
}

uint32_t adc_app_output_count(void)
{
    return 2u;
}

const void *adc_app_output(uint32_t i)
{
    return outputs[i];
}

uint32_t adc_app_output_bytes(uint32_t i)
{
    return sizeof outputs[i];
}

const void *adc_app_vector_input(uint32_t vector, uint32_t i)
{
    return vector_inputs[vector][i];
}

const void *adc_app_vector_expected(uint32_t vector, uint32_t i)
{
    return vector_outputs[vector][i];
}
