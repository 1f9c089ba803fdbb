/* The standard streams, over the ROM's console. Input is not offered: stdin is always at its end. */
#include <stdio.h>

#include "esp_rom_sys.h"

static int put(char c, FILE *file)
{
    (void)file;
    esp_rom_output_putc(c);
    return (unsigned char)c;
}

static int get(FILE *file)
{
    (void)file;
    return EOF;
}

static FILE console = FDEV_SETUP_STREAM(put, get, NULL, _FDEV_SETUP_RW);

FILE *const stdin = &console;
FILE *const stdout = &console;
FILE *const stderr = &console;
