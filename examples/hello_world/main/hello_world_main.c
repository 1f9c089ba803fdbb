/* Prints a greeting and what chip it runs on, counts down, and ends. */
#include <inttypes.h>
#include <stdio.h>

#include "esp_chip_info.h"
#include "esp_system.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "sdkconfig.h"

static void print_chip(void)
{
    esp_chip_info_t chip;
    esp_chip_info(&chip);
    printf("This is %s chip with %d CPU core(s), %s%s%ssilicon revision v%d.%d\n", CONFIG_IDF_TARGET, chip.cores,
           (chip.features & CHIP_FEATURE_WIFI_BGN) ? "WiFi, " : "", (chip.features & CHIP_FEATURE_BLE) ? "BLE, " : "",
           (chip.features & CHIP_FEATURE_IEEE802154) ? "802.15.4, " : "", chip.revision / 100, chip.revision % 100);
}

void app_main(void)
{
    printf("Hello world!\n");
    print_chip();
    printf("Minimum free heap size: %" PRIu32 " bytes\n", esp_get_minimum_free_heap_size());

    for (int i = 3; i > 0; i--) {
        printf("Done in %d...\n", i);
        vTaskDelay(pdMS_TO_TICKS(100));
    }
    printf("Goodbye.\n");
    fflush(stdout);
}
