/* xG26 Dev Kit: EFR32MG26B510F3200IM68. */
static const board_t board = {
    .name = "brd2608a",
    .crystal_hz = 39000000u,
    .crystal_control = 0x03B48C3Cu,
    .crystal_margin = false,
    .vcom_tx = { .port = 0u, .number = 5u },
    .vcom_rx = { .port = 0u, .number = 6u },
    .vcom_has_enable = false,
    .vcom_enable = { .port = 0u, .number = 0u },
    .has_light = true,
    .light = { .port = 3u, .number = 7u },
    .light_is_active_low = true,
};
