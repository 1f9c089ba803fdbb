/* A program on a chip has nowhere to return to: abort and exit say so and reset. */
#include <stdint.h>
#include <stdlib.h>

#include "esp_rom_sys.h"
#include "esp_system.h"

void abort(void)
{
    esp_rom_printf("\nabort() was called at PC 0x%08x on core 0", (unsigned)(uintptr_t)__builtin_return_address(0));
    esp_system_abort("");
}

void _exit(int status)
{
    (void)status;
    esp_system_abort("\nthe program called exit()");
}
