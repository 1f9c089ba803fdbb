#include "esp_attr.h"
#include "esp_rom_sys.h"
#include "system_timer.h"

void IRAM_ATTR esp_rom_delay_us(uint32_t us)
{
    uint64_t end = system_timer_us() + us;
    while (system_timer_us() < end) {
    }
}
