#include "banner.h"

#include "clock.h"
#include "console.h"
#include "cycles.h"
#include "identity.h"

void banner_print(const char *model, uint32_t vectors)
{
    const identity_t *chip = identity();
    console_text("\r\nadc boot board ");
    console_text(chip->board);
    console_text(" model ");
    console_text(model);
    console_field(" vectors ", vectors);
    console_field(" part ", chip->device_family);
    console_field(" device ", chip->device_number);
    console_field(" flash_kib ", chip->flash_kib);
    console_field(" ram_kib ", chip->ram_kib);
    console_field(" chip ", chip->chip_revision);
    console_field(" core_hz ", clock_core_hz());
    console_field(" counter ", cycles_are_counted() ? 1u : 0u);
    console_field(" reset ", chip->reset_cause);
    console_text("\r\n");
}
