#ifndef ADC_STATUS_H
#define ADC_STATUS_H

typedef enum adc_status { ADC_OK = 0, ADC_FAILED = 3 } adc_status_t;

#endif
