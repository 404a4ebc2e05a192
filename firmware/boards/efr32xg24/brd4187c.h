/* xG24 20 dBm radio board: EFR32MG24B220F1536IM48. */
static const board_t board = {
    .name = "brd4187c",
    .crystal_hz = 39000000u,
    .crystal_control = 0x02875F3Cu,
    .crystal_margin = true,
    .vcom_tx = { .port = 0u, .number = 8u },
    .vcom_rx = { .port = 0u, .number = 9u },
    .vcom_has_enable = true,
    .vcom_enable = { .port = 1u, .number = 0u },
    .has_light = true,
    .light = { .port = 1u, .number = 2u },
    .light_is_active_low = false,
};
