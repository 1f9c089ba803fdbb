#include "esp_err.h"
#include "esp_timer.h"
#include "freertos/task.h"

static void wait_until(int64_t end_us)
{
    while (esp_timer_get_time() < end_us) {
    }
}

static int64_t tick_start_us(int64_t tick)
{
    return (tick * 1000000 + configTICK_RATE_HZ - 1) / configTICK_RATE_HZ;
}

static int64_t ticks_now(void)
{
    return esp_timer_get_time() * configTICK_RATE_HZ / 1000000;
}

TickType_t xTaskGetTickCount(void)
{
    return (TickType_t)ticks_now();
}

void vTaskDelay(const TickType_t xTicksToDelay)
{
    wait_until(tick_start_us(ticks_now() + xTicksToDelay));
}

BaseType_t xTaskDelayUntil(TickType_t *const pxPreviousWakeTime, const TickType_t xTimeIncrement)
{
    int64_t now = ticks_now();
    TickType_t wake = *pxPreviousWakeTime + xTimeIncrement;
    /* Signed, so that a counter that wraps is no accident. */
    int32_t ahead = (int32_t)(wake - (TickType_t)now);
    *pxPreviousWakeTime = wake;
    if (ahead <= 0) {
        return pdFALSE;
    }
    wait_until(tick_start_us(now + ahead));
    return pdTRUE;
}

void vTaskDelete(TaskHandle_t xTaskToDelete)
{
    configASSERT(xTaskToDelete == NULL);
    for (;;) {
        __asm__ volatile("wfi");
    }
}

BaseType_t xPortGetCoreID(void)
{
    return 0;
}
