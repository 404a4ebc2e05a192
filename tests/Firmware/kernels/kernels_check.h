/* Compares every kernel with a slow restatement of its contract. Runs on a host and on the target alike: it needs
 * neither files, nor a heap, nor the C library beyond memcpy and memset. */
#ifndef KERNELS_CHECK_H
#define KERNELS_CHECK_H

#include <stdint.h>

/* The number of checks that failed; 0 is success. */
int kernels_check(void);

/* Supplied by the program around it: tells the user which check failed. */
void kernels_report(const char *check);

/* One function for each header; the number of its failed checks. */
int check_add_table(void);
int check_conv2d(void);
int check_conv2d_tiles(void);
int check_conv2d_winograd(void);
int check_convert(void);
int check_depthwise_conv2d(void);
int check_depthwise_planes(void);
int check_dsp(void);
int check_expand(void);
int check_fully_connected_packed(void);
int check_fully_connected_s8(void);
int check_lookup(void);
int check_pools(void);
int check_quantize(void);
int check_requantize(void);
int check_round(void);
int check_softmax(void);
int check_status(void);

/* 1, after naming the check, if it does not hold; else 0. */
int check_failed(int holds, const char *check);

/* A linear congruential generator: the same numbers on every machine. */
typedef struct check_random {
    uint32_t state;
} check_random_t;

uint32_t check_word(check_random_t *random);
int32_t check_between(check_random_t *random, int32_t low, int32_t high);

/* Any int8, one time in four an end of the range. */
int8_t check_int8(check_random_t *random);

/* Any int32, mostly small ones and those near powers of two. */
int32_t check_int32(check_random_t *random);

int64_t check_floor_divide(int64_t dividend, int64_t divisor);

#endif
