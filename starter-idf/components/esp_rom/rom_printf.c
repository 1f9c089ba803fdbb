/* A printf small enough for the bootloader and independent enough for a panic: no heap, no locks, no C library. */
#include <stdbool.h>

#include "esp_rom_sys.h"
#include "rom_functions.h"

struct spec {
    int width;
    bool left;
    bool zero;
    int longs;
};

void esp_rom_output_putc(char c)
{
    if (c == '\n') {
        uart_tx_one_char('\r');
    }
    uart_tx_one_char((uint8_t)c);
}

static int pad(int count, char c)
{
    for (int i = 0; i < count; i++) {
        esp_rom_output_putc(c);
    }
    return count > 0 ? count : 0;
}

static int put_text(const struct spec *spec, const char *text)
{
    int length = 0;
    text = text ? text : "(null)";
    while (text[length]) {
        length++;
    }
    int written = spec->left ? 0 : pad(spec->width - length, ' ');
    for (int i = 0; i < length; i++) {
        esp_rom_output_putc(text[i]);
    }
    return written + length + (spec->left ? pad(spec->width - length, ' ') : 0);
}

static int put_number(const struct spec *spec, unsigned long long value, bool negative, unsigned base, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    char reversed[24];
    int length = 0;
    do {
        reversed[length++] = digits[value % base];
        value /= base;
    } while (value != 0);

    int padding = spec->width - length - negative;
    int written = spec->left || spec->zero ? 0 : pad(padding, ' ');
    if (negative) {
        esp_rom_output_putc('-');
    }
    written += spec->zero && !spec->left ? pad(padding, '0') : 0;
    for (int i = length; i-- > 0;) {
        esp_rom_output_putc(reversed[i]);
    }
    return written + length + negative + (spec->left ? pad(padding, ' ') : 0);
}

static const char *parse(const char *fmt, struct spec *spec, va_list *args)
{
    *spec = (struct spec){0};
    for (;; fmt++) {
        if (*fmt == '-') {
            spec->left = true;
        } else if (*fmt == '0') {
            spec->zero = true;
        } else if (*fmt != '+' && *fmt != ' ' && *fmt != '#') {
            break;
        }
    }
    if (*fmt == '*') {
        spec->width = va_arg(*args, int);
        fmt++;
    }
    while (*fmt >= '0' && *fmt <= '9') {
        spec->width = spec->width * 10 + (*fmt++ - '0');
    }
    while (*fmt == 'l' || *fmt == 'h' || *fmt == 'z' || *fmt == 't') {
        spec->longs += *fmt++ == 'l';
    }
    return fmt;
}

static long long next_signed(const struct spec *spec, va_list *args)
{
    return spec->longs > 1 ? va_arg(*args, long long) : va_arg(*args, long);
}

static unsigned long long next_unsigned(const struct spec *spec, va_list *args)
{
    return spec->longs > 1 ? va_arg(*args, unsigned long long) : va_arg(*args, unsigned long);
}

static int convert(char kind, const struct spec *spec, va_list *args)
{
    switch (kind) {
    case 'c':
        esp_rom_output_putc((char)va_arg(*args, int));
        return 1;
    case 's':
        return put_text(spec, va_arg(*args, const char *));
    case 'd':
    case 'i': {
        long long value = next_signed(spec, args);
        return put_number(spec, value < 0 ? -(unsigned long long)value : (unsigned long long)value, value < 0, 10, false);
    }
    case 'u':
        return put_number(spec, next_unsigned(spec, args), false, 10, false);
    case 'p':
    case 'x':
        return put_number(spec, next_unsigned(spec, args), false, 16, false);
    case 'X':
        return put_number(spec, next_unsigned(spec, args), false, 16, true);
    default:
        esp_rom_output_putc(kind);
        return 1;
    }
}

int esp_rom_vprintf(const char *fmt, va_list args)
{
    va_list rest;
    va_copy(rest, args);
    int written = 0;
    while (*fmt) {
        if (*fmt != '%') {
            esp_rom_output_putc(*fmt++);
            written++;
            continue;
        }
        struct spec spec;
        fmt = parse(fmt + 1, &spec, &rest);
        if (*fmt == '\0') {
            break;
        }
        written += convert(*fmt++, &spec, &rest);
    }
    va_end(rest);
    return written;
}

int esp_rom_printf(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int written = esp_rom_vprintf(fmt, args);
    va_end(args);
    return written;
}
