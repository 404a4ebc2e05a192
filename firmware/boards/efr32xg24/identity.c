#include "identity.h"

#include "board.h"
#include "registers.h"

static identity_t self;

void identity_read(void)
{
    self.board = board.name;
    self.reset_cause = register_read(EMU_RSTCAUSE);

    const uint32_t sizes = register_read(DEVINFO_MSIZE);
    self.flash_kib = sizes & 0xFFFFu;
    self.ram_kib = (sizes >> 16) & 0x7FFu;

    const uint32_t part = register_read(DEVINFO_PART);
    self.device_number = part & 0xFFFFu;
    self.device_family = (part >> 16) & 0x3Fu;
    self.unique_low = register_read(DEVINFO_EUI64L);
    self.unique_high = register_read(DEVINFO_EUI64H);

    register_set(CMU_CLKEN0, CMU_CLKEN0_SYSCFG);
    self.chip_revision = register_read(SYSCFG_CHIPREV);
    self.core = register_read(SCB_CPUID);
}

const identity_t *identity(void)
{
    return &self;
}
