#include "adc_status.h"

const char *adc_status_text(adc_status_t status)
{
    switch (status) {
    case ADC_OK:
        return "success";
    case ADC_ERROR_ARGUMENT:
        return "an argument is null, misaligned or of the wrong size";
    case ADC_ERROR_STATE:
        return "the call is not allowed in this state";
    case ADC_ERROR_ACCELERATOR_FAULT:
        return "the accelerator reported a fault";
    case ADC_ERROR_ACCELERATOR_TIMEOUT:
        return "the accelerator did not finish in time";
    case ADC_ERROR_NUMERIC:
        return "the accelerator met a number it cannot represent";
    case ADC_PENDING:
        return "what was started goes on";
    }
    return "unknown status";
}
