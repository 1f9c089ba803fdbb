#include "esp_system.h"
#include "rom_functions.h"

void esp_restart(void)
{
    uart_tx_wait_idle(0);
    software_reset();
}

/* The ROM's numbers are the same on the four chips as far as this goes. */
esp_reset_reason_t esp_reset_reason(void)
{
    switch (rtc_get_reset_reason(0)) {
    case 0x01:
        return ESP_RST_POWERON;
    case 0x03:
    case 0x0C:
        return ESP_RST_SW;
    case 0x05:
        return ESP_RST_DEEPSLEEP;
    case 0x07:
    case 0x08:
    case 0x09:
    case 0x0B:
    case 0x0D:
    case 0x10:
    case 0x11:
    case 0x12:
        return ESP_RST_WDT;
    case 0x0F:
        return ESP_RST_BROWNOUT;
    case 0x15:
        return ESP_RST_USB;
    case 0x16:
        return ESP_RST_JTAG;
    case 0x14:
        return ESP_RST_EFUSE;
    case 0x17:
        return ESP_RST_PWR_GLITCH;
    default:
        return ESP_RST_UNKNOWN;
    }
}

const char *esp_get_idf_version(void)
{
    return IDF_VER;
}
