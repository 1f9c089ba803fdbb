#include "esp_timer.h"

#include "esp_attr.h"
#include "system_timer.h"

int64_t IRAM_ATTR esp_timer_get_time(void)
{
    return (int64_t)system_timer_us();
}
