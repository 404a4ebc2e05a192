/* What tests generate for board_main.c. */
#ifndef BOARD_MAIN_H
#define BOARD_MAIN_H

#include "adc_mvp.h"

/* Zero leaves the driver as it is after reset. */
#ifndef APP_INITIALISES
#define APP_INITIALISES 1
#endif

extern const adc_mvp_images_t app_images;
extern const adc_mvp_segment_t app_segments[];
extern const uint32_t app_segment_count;
extern const uint8_t *const app_output;
extern const uint32_t app_output_bytes;

#endif
