/* The board's first light. */
#ifndef ADC_LIGHT_H
#define ADC_LIGHT_H

/* Off, and ready to be switched. Does nothing on a board without light, as do the others. */
void light_start(void);

void light_on(void);
void light_off(void);

#endif
