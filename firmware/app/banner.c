#include "banner.h"

#include "clock.h"
#include "cycles.h"
#include "identity.h"
#include "vcom.h"

void banner_print(const char *model, uint32_t vectors)
{
    const identity_t *chip = identity();
    vcom_text("\r\nadc boot board ");
    vcom_text(chip->board);
    vcom_text(" model ");
    vcom_text(model);
    vcom_field(" vectors ", vectors);
    vcom_field(" part ", chip->device_family);
    vcom_field(" device ", chip->device_number);
    vcom_field(" flash_kib ", chip->flash_kib);
    vcom_field(" ram_kib ", chip->ram_kib);
    vcom_field(" chip ", chip->chip_revision);
    vcom_field(" core_hz ", clock_core_hz());
    vcom_field(" counter ", cycles_are_counted() ? 1u : 0u);
    vcom_field(" reset ", chip->reset_cause);
    vcom_text("\r\n");
}
