#include "adc_resize_bilinear_s8.h"

enum { FIRST, SECOND, DISTANCE, PLACE_SIZE };

/* Weights along one axis add up to WEIGHTS, their products to PRODUCTS. */
#define WEIGHTS (INT32_C(1) << 10)
#define PRODUCTS (INT32_C(1) << 20)

/* sum / 2^20; |sum| is at most 2^27. */
static inline int32_t rounded_pixel(int32_t sum, int32_t rounds_up)
{
    const int32_t half = PRODUCTS / 2;
    if (rounds_up != 0 || sum >= 0) {
        return (sum + half + 128 * PRODUCTS) / PRODUCTS - 128; /* the dividend is not negative */
    }
    return (sum - half) / PRODUCTS;
}

void adc_resize_bilinear_s8(const adc_resize_bilinear_s8_t *parameters, const int8_t *input, int8_t *output)
{
    const int8_t *image = input;
    const int32_t channels = parameters->channels;
    const int32_t rounds_up = parameters->rounds_up;
    for (int32_t batch = 0; batch < parameters->batches; batch++) {
        const int32_t *row = parameters->row_places;
        for (int32_t y = 0; y < parameters->rows; y++) {
            const int8_t *const above = image + row[FIRST];
            const int8_t *const below = image + row[SECOND];
            const int32_t down = row[DISTANCE];
            const int32_t *column = parameters->column_places;
            for (int32_t x = 0; x < parameters->columns; x++) {
                const int32_t left = column[FIRST];
                const int32_t right = column[SECOND];
                const int32_t across = column[DISTANCE];
                const int32_t above_left = (WEIGHTS - down) * (WEIGHTS - across);
                const int32_t below_left = down * (WEIGHTS - across);
                const int32_t above_right = (WEIGHTS - down) * across;
                const int32_t below_right = down * across;
                for (int32_t c = 0; c < channels; c++) {
                    const int32_t sum = above[left + c] * above_left + below[left + c] * below_left
                        + above[right + c] * above_right + below[right + c] * below_right;
                    *output++ = (int8_t)rounded_pixel(sum, rounds_up);
                }
                column += PLACE_SIZE;
            }
            row += PLACE_SIZE;
        }
        image += parameters->image;
    }
}
