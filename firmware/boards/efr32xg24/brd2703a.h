/* xG24 Explorer Kit, revisions A01 and A02: EFR32MG24B210F1536IM48. */
static const board_t board = {
    .name = "brd2703a",
    .crystal_hz = 39000000u,
    .crystal_control = 0x038C643Cu,
    .crystal_margin = false,
    .vcom_tx = { .port = 0u, .number = 5u },
    .vcom_rx = { .port = 0u, .number = 6u },
    .vcom_has_enable = false,
    .vcom_enable = { .port = 0u, .number = 0u },
    .has_light = true,
    .light = { .port = 0u, .number = 4u },
    .light_is_active_low = false,
};
