/* Interrupts of the EFR32xG26 in their order; for startup.c alone. */
#ifndef ADC_INTERRUPTS_XG26_H
#define ADC_INTERRUPTS_XG26_H

startup_handler_t SMU_SECURE_IRQHandler UNUSED, SMU_S_PRIVILEGED_IRQHandler UNUSED, SMU_NS_PRIVILEGED_IRQHandler UNUSED,
    EMU_IRQHandler UNUSED, TIMER0_IRQHandler UNUSED, TIMER1_IRQHandler UNUSED, TIMER2_IRQHandler UNUSED,
    TIMER3_IRQHandler UNUSED, TIMER4_IRQHandler UNUSED, TIMER5_IRQHandler UNUSED, TIMER6_IRQHandler UNUSED,
    TIMER7_IRQHandler UNUSED, TIMER8_IRQHandler UNUSED, TIMER9_IRQHandler UNUSED, USART0_RX_IRQHandler UNUSED,
    USART0_TX_IRQHandler UNUSED, USART1_RX_IRQHandler UNUSED, USART1_TX_IRQHandler UNUSED, USART2_RX_IRQHandler UNUSED,
    USART2_TX_IRQHandler UNUSED, EUSART0_RX_IRQHandler UNUSED, EUSART0_TX_IRQHandler UNUSED, EUSART1_RX_IRQHandler UNUSED,
    EUSART1_TX_IRQHandler UNUSED, EUSART2_RX_IRQHandler UNUSED, EUSART2_TX_IRQHandler UNUSED, EUSART3_RX_IRQHandler UNUSED,
    EUSART3_TX_IRQHandler UNUSED, MVP_IRQHandler UNUSED, ICACHE0_IRQHandler UNUSED, BURTC_IRQHandler UNUSED,
    LETIMER0_IRQHandler UNUSED, SYSCFG_IRQHandler UNUSED, MPAHBRAM0_IRQHandler UNUSED, MPAHBRAM1_IRQHandler UNUSED,
    LDMA_IRQHandler UNUSED, LFXO_IRQHandler UNUSED, LFRCO_IRQHandler UNUSED, ULFRCO_IRQHandler UNUSED,
    GPIO_ODD_IRQHandler UNUSED, GPIO_EVEN_IRQHandler UNUSED, I2C0_IRQHandler UNUSED, I2C1_IRQHandler UNUSED,
    I2C2_IRQHandler UNUSED, I2C3_IRQHandler UNUSED, EMUDG_IRQHandler UNUSED, AGC_IRQHandler UNUSED, BUFC_IRQHandler UNUSED,
    FRC_PRI_IRQHandler UNUSED, FRC_IRQHandler UNUSED, MODEM_IRQHandler UNUSED, PROTIMER_IRQHandler UNUSED,
    RAC_RSM_IRQHandler UNUSED, RAC_SEQ_IRQHandler UNUSED, HOSTMAILBOX_IRQHandler UNUSED, SYNTH_IRQHandler UNUSED,
    ACMP0_IRQHandler UNUSED, ACMP1_IRQHandler UNUSED, WDOG0_IRQHandler UNUSED, WDOG1_IRQHandler UNUSED, HFXO0_IRQHandler UNUSED,
    HFRCO0_IRQHandler UNUSED, HFRCOEM23_IRQHandler UNUSED, CMU_IRQHandler UNUSED, AES_IRQHandler UNUSED, IADC_IRQHandler UNUSED,
    MSC_IRQHandler UNUSED, DPLL0_IRQHandler UNUSED, EMUEFP_IRQHandler UNUSED, DCDC_IRQHandler UNUSED, PCNT0_IRQHandler UNUSED,
    SW0_IRQHandler UNUSED, SW1_IRQHandler UNUSED, SW2_IRQHandler UNUSED, SW3_IRQHandler UNUSED, KERNEL0_IRQHandler UNUSED,
    KERNEL1_IRQHandler UNUSED, M33CTI0_IRQHandler UNUSED, M33CTI1_IRQHandler UNUSED, FPUEXH_IRQHandler UNUSED,
    SETAMPERHOST_IRQHandler UNUSED, SEMBRX_IRQHandler UNUSED, SEMBTX_IRQHandler UNUSED, SYSRTC_APP_IRQHandler UNUSED,
    SYSRTC_SEQ_IRQHandler UNUSED, KEYSCAN_IRQHandler UNUSED, RFECA0_IRQHandler UNUSED, RFECA1_IRQHandler UNUSED,
    VDAC0_IRQHandler UNUSED, VDAC1_IRQHandler UNUSED, AHB2AHB0_IRQHandler UNUSED, AHB2AHB1_IRQHandler UNUSED,
    LCD_IRQHandler UNUSED;

/* Behind the sixteen vectors of the core. */
#define STARTUP_INTERRUPTS \
    { SMU_SECURE_IRQHandler }, { SMU_S_PRIVILEGED_IRQHandler }, { SMU_NS_PRIVILEGED_IRQHandler }, { EMU_IRQHandler }, \
    { TIMER0_IRQHandler }, { TIMER1_IRQHandler }, { TIMER2_IRQHandler }, { TIMER3_IRQHandler }, { TIMER4_IRQHandler }, \
    { TIMER5_IRQHandler }, { TIMER6_IRQHandler }, { TIMER7_IRQHandler }, { TIMER8_IRQHandler }, { TIMER9_IRQHandler }, \
    { USART0_RX_IRQHandler }, { USART0_TX_IRQHandler }, { USART1_RX_IRQHandler }, { USART1_TX_IRQHandler }, \
    { USART2_RX_IRQHandler }, { USART2_TX_IRQHandler }, { EUSART0_RX_IRQHandler }, { EUSART0_TX_IRQHandler }, \
    { EUSART1_RX_IRQHandler }, { EUSART1_TX_IRQHandler }, { EUSART2_RX_IRQHandler }, { EUSART2_TX_IRQHandler }, \
    { EUSART3_RX_IRQHandler }, { EUSART3_TX_IRQHandler }, { MVP_IRQHandler }, { ICACHE0_IRQHandler }, { BURTC_IRQHandler }, \
    { LETIMER0_IRQHandler }, { SYSCFG_IRQHandler }, { MPAHBRAM0_IRQHandler }, { MPAHBRAM1_IRQHandler }, { LDMA_IRQHandler }, \
    { LFXO_IRQHandler }, { LFRCO_IRQHandler }, { ULFRCO_IRQHandler }, { GPIO_ODD_IRQHandler }, { GPIO_EVEN_IRQHandler }, \
    { I2C0_IRQHandler }, { I2C1_IRQHandler }, { I2C2_IRQHandler }, { I2C3_IRQHandler }, { EMUDG_IRQHandler }, \
    { AGC_IRQHandler }, { BUFC_IRQHandler }, { FRC_PRI_IRQHandler }, { FRC_IRQHandler }, { MODEM_IRQHandler }, \
    { PROTIMER_IRQHandler }, { RAC_RSM_IRQHandler }, { RAC_SEQ_IRQHandler }, { HOSTMAILBOX_IRQHandler }, { SYNTH_IRQHandler }, \
    { ACMP0_IRQHandler }, { ACMP1_IRQHandler }, { WDOG0_IRQHandler }, { WDOG1_IRQHandler }, { HFXO0_IRQHandler }, \
    { HFRCO0_IRQHandler }, { HFRCOEM23_IRQHandler }, { CMU_IRQHandler }, { AES_IRQHandler }, { IADC_IRQHandler }, \
    { MSC_IRQHandler }, { DPLL0_IRQHandler }, { EMUEFP_IRQHandler }, { DCDC_IRQHandler }, { PCNT0_IRQHandler }, \
    { SW0_IRQHandler }, { SW1_IRQHandler }, { SW2_IRQHandler }, { SW3_IRQHandler }, { KERNEL0_IRQHandler }, \
    { KERNEL1_IRQHandler }, { M33CTI0_IRQHandler }, { M33CTI1_IRQHandler }, { FPUEXH_IRQHandler }, { SETAMPERHOST_IRQHandler }, \
    { SEMBRX_IRQHandler }, { SEMBTX_IRQHandler }, { SYSRTC_APP_IRQHandler }, { SYSRTC_SEQ_IRQHandler }, { KEYSCAN_IRQHandler }, \
    { RFECA0_IRQHandler }, { RFECA1_IRQHandler }, { VDAC0_IRQHandler }, { VDAC1_IRQHandler }, { AHB2AHB0_IRQHandler }, \
    { AHB2AHB1_IRQHandler }, { LCD_IRQHandler }

#endif
