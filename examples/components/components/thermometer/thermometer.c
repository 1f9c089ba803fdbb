#include "thermometer.h"

#include "esp_log.h"
#include "esp_timer.h"
#include "sdkconfig.h"

static const char *TAG = "thermometer";

static const uint8_t *values;
static size_t count;
static size_t next;

void thermometer_start(const uint8_t *table, size_t size)
{
    values = table;
    count = size;
    next = 0;
    ESP_LOGD(TAG, "started after %lld us with %u values", (long long)esp_timer_get_time(), (unsigned)size);
}

int thermometer_read(void)
{
    int value = values[next];
    next = (next + 1) % count;
    return 200 + value + CONFIG_THERMOMETER_OFFSET;
}
