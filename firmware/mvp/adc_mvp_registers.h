/* Registers of the Matrix Vector Processor, and its place in clock tree and interrupt controller. */
#ifndef ADC_MVP_REGISTERS_H
#define ADC_MVP_REGISTERS_H

/* The chip's family, as in registers.h. */
#ifndef ADC_FAMILY
#define ADC_FAMILY 24
#endif

#if ADC_FAMILY == 28
#define CMU_CLKEN1_MVP (1u << 29)
#define MVP_INTERRUPT  78u
#elif ADC_FAMILY == 26
#define CMU_CLKEN1_MVP (1u << 30)
#define MVP_INTERRUPT  28u
#else
#define CMU_CLKEN1_MVP (1u << 30)
#define MVP_INTERRUPT  15u
#endif

#define MVP_EN          0x4D000004u
#define MVP_SWRST       0x4D000008u
#define MVP_CFG         0x4D00000Cu
#define MVP_STATUS      0x4D000010u
#define MVP_PERF0CNT    0x4D000014u
#define MVP_PERF1CNT    0x4D000018u
#define MVP_IF          0x4D00001Cu
#define MVP_IEN         0x4D000020u
#define MVP_FAULTSTATUS 0x4D000024u
#define MVP_FAULTADDR   0x4D000028u
#define MVP_CMD         0x4D000174u

/* Written through a pointer, not through registers.h, which knows of the other addresses. */
#ifdef ADC_NON_SECURE_ALIAS
#define MVP_PROGRAM 0x5D000064u
#else
#define MVP_PROGRAM 0x4D000064u
#endif

#define MVP_EN_EN              1u
#define MVP_EN_DISABLING       2u
#define MVP_SWRST_SWRST        1u
#define MVP_SWRST_RESETTING    2u
#define MVP_CFG_PERF_RUN_STALL 0x00200001u /* counter 0 counts run cycles, counter 1 stalls */
#define MVP_STATUS_RUNNING     1u
#define MVP_STATUS_IDLE        4u
#define MVP_IF_PROGDONE        (1u << 0)
#define MVP_IF_NUMERIC         0x0003F400u
#define MVP_IF_PERFCNT0        (1u << 18)
#define MVP_IF_PERFCNT1        (1u << 19)
#define MVP_IF_FAULTS          0x1F000000u
#define MVP_IF_ALL             0x1F0FFDFFu
#define MVP_CMD_START          9u /* and initialise indices and loops */
#define MVP_CMD_HALT           2u

#define MVP_PERF_OVERFLOW (1u << 24)

#define NVIC_ISER_MVP (0xE000E100u + 4u * (MVP_INTERRUPT / 32u))
#define NVIC_ICPR_MVP (0xE000E280u + 4u * (MVP_INTERRUPT / 32u))
#define NVIC_MVP      (1u << (MVP_INTERRUPT % 32u))

#endif
