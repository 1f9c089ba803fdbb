/* From the ROM to the app: watchdogs off, flash on, partition table, image, jump. docs/boot.md describes the order. */
#include "bootloader.h"
#include "esp_log.h"
#include "rom_functions.h"
#include "system_timer.h"

static const char *TAG = "boot";

void bootloader_main(void);
void trap_handler(uint32_t mcause, uint32_t mepc, uint32_t mtval);

uint32_t esp_log_early_timestamp(void)
{
    return (uint32_t)(system_timer_us() / 1000);
}

static void __attribute__((noreturn)) reset(void)
{
    uart_tx_wait_idle(0);
    software_reset();
}

void trap_handler(uint32_t mcause, uint32_t mepc, uint32_t mtval)
{
    esp_rom_printf("bootloader trap: mcause 0x%08x mepc 0x%08x mtval 0x%08x\n", (unsigned)mcause, (unsigned)mepc,
                   (unsigned)mtval);
    reset();
}

void bootloader_main(void)
{
    watchdogs_disable();
    ESP_EARLY_LOGI(TAG, "ESP-IDF %s 2nd stage bootloader", IDF_VER);
#if CONFIG_APP_COMPILE_TIME_DATE
    ESP_EARLY_LOGI(TAG, "compile time %s %s", __DATE__, __TIME__);
#endif
    ESP_EARLY_LOGI(TAG, "chip revision: v%d.%d", (int)CHIP_REVISION_MAJOR, (int)CHIP_REVISION_MINOR);
    flash_init();

    struct partition app;
    struct app_image image;
    if (!partition_table_find_app(&app)) {
        ESP_EARLY_LOGE(TAG, "No bootable app partitions in the partition table");
        reset();
    }
    if (!app_image_load(&app, &image)) {
        ESP_EARLY_LOGE(TAG, "The app at offset 0x%x can not be started", (unsigned)app.offset);
        reset();
    }
    ESP_EARLY_LOGI(TAG, "Loaded app from partition at offset 0x%x", (unsigned)app.offset);

    flash_map(image.mappings, image.mapping_count);
    __asm__ volatile("fence.i");
    ((void (*)(void))(uintptr_t)image.entry)();
    __builtin_unreachable();
}
