/* Printing and waiting with the chip alone: usable before startup is over, and in a panic. */
#pragma once

#include <stdarg.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A small printf: %c %s %d %i %u %x %X %p %%, with width, zero padding, '-', and the lengths l, ll, h, hh, z, t. */
int esp_rom_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int esp_rom_vprintf(const char *fmt, va_list args);

void esp_rom_delay_us(uint32_t us);

/* One character to the ROM's console; a line feed gets its carriage return. */
void esp_rom_output_putc(char c);

#ifdef __cplusplus
}
#endif
