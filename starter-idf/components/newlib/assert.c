#include <assert.h>

#include "esp_rom_sys.h"
#include "esp_system.h"

void __assert_func(const char *file, int line, const char *function, const char *expression)
{
    esp_rom_printf("\nassert failed: %s %s:%d (%s)\n", function ? function : "?", file, line, expression);
    esp_system_abort("");
}
