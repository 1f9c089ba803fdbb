/* Turns an LED on and off. Pin and period are options: see Kconfig.projbuild. */
#include "driver/gpio.h"
#include "esp_err.h"
#include "esp_log.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "sdkconfig.h"

static const char *TAG = "blink";

void app_main(void)
{
    gpio_num_t pin = (gpio_num_t)CONFIG_BLINK_GPIO;
    ESP_ERROR_CHECK(gpio_reset_pin(pin));
    ESP_ERROR_CHECK(gpio_set_direction(pin, GPIO_MODE_OUTPUT));

    for (int change = 0; CONFIG_BLINK_CHANGES == 0 || change < CONFIG_BLINK_CHANGES; change++) {
        int level = change % 2 == 0;
        ESP_LOGI(TAG, "LED at GPIO %d is %s", CONFIG_BLINK_GPIO, level ? "on" : "off");
        ESP_ERROR_CHECK(gpio_set_level(pin, level));
        vTaskDelay(pdMS_TO_TICKS(CONFIG_BLINK_PERIOD_MS));
    }
}
