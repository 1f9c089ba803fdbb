#include "esp_log.h"
#include "freertos/task.h"

static const char *TAG = "main_task";

/* The last step of startup: the user's program. Test scripts wait for these lines. */
void main_task(void)
{
    extern void app_main(void);

    ESP_LOGI(TAG, "Started on CPU%d", xPortGetCoreID());
    ESP_LOGI(TAG, "Calling app_main()");
    app_main();
    ESP_LOGI(TAG, "Returned from app_main()");
    vTaskDelete(NULL);
}
