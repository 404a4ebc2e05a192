/* What a call into compiled model code or its runtime reports. */
#ifndef ADC_STATUS_H
#define ADC_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum adc_status {
    ADC_OK = 0,
    ADC_ERROR_ARGUMENT,            /* a null pointer, a wrong size or a wrong alignment */
    ADC_ERROR_STATE,               /* called before initialisation, or while another call is under way */
    ADC_ERROR_ACCELERATOR_FAULT,   /* the accelerator reported a bus or programming fault */
    ADC_ERROR_ACCELERATOR_TIMEOUT, /* the accelerator did not finish in time */
    ADC_ERROR_NUMERIC,             /* the accelerator met a number it cannot represent */
    ADC_PENDING                    /* no error: what was started goes on */
} adc_status_t;

/* A short English sentence, never null; also for values outside the enumeration. */
const char *adc_status_text(adc_status_t status);

#ifdef __cplusplus
}
#endif

#endif
