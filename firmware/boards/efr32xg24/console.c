#include "console.h"

void console_text(const char *text)
{
    while (*text != '\0') {
        console_put(*text);
        text++;
    }
}

void console_decimal(uint32_t value)
{
    char digits[11];
    uint32_t position = sizeof digits - 1u;
    digits[position] = '\0';
    do {
        position--;
        digits[position] = (char)('0' + (char)(value % 10u));
        value /= 10u;
    } while (value != 0u);
    console_text(&digits[position]);
}

void console_field(const char *text, uint32_t value)
{
    console_text(text);
    console_decimal(value);
}

void console_hexadecimal(uint32_t value)
{
    console_text("0x");
    for (uint32_t shift = 32u; shift != 0u; shift -= 4u) {
        console_put("0123456789abcdef"[(value >> (shift - 4u)) & 0xFu]);
    }
}
