/* Uses a project component, embedded files, configuration defaults and a custom partition table. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "esp_log.h"
#include "thermometer.h"

static const char *TAG = "components";

extern const char banner_start[] asm("_binary_banner_txt_start");
extern const uint8_t calibration_start[] asm("_binary_calibration_bin_start");
extern const uint8_t calibration_end[] asm("_binary_calibration_bin_end");

void app_main(void)
{
    printf("%s", banner_start);

    size_t size = (size_t)(calibration_end - calibration_start);
    ESP_LOGI(TAG, "calibration table: %u bytes, the first is %d", (unsigned)size, calibration_start[0]);

    thermometer_start(calibration_start, size);
    for (int i = 0; i < 3; i++) {
        int tenths = thermometer_read();
        ESP_LOGI(TAG, "reading %d: %d.%d degrees", i + 1, tenths / 10, tenths % 10);
    }
}
