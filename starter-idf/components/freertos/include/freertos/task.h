/* What one task can do: wait, and read the clock. Creating tasks, queues, semaphores, timers and notifications are not offered. */
#pragma once

#include "freertos/FreeRTOS.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tskTaskControlBlock *TaskHandle_t;

/* Waits for at least the given number of ticks, counted from the last tick as FreeRTOS does. */
void vTaskDelay(const TickType_t xTicksToDelay);
/* Waits until *pxPreviousWakeTime + xTimeIncrement, and writes that time back; pdFALSE if it was over already. */
BaseType_t xTaskDelayUntil(TickType_t *const pxPreviousWakeTime, const TickType_t xTimeIncrement);
#define vTaskDelayUntil(pxPreviousWakeTime, xTimeIncrement) ((void)xTaskDelayUntil(pxPreviousWakeTime, xTimeIncrement))

TickType_t xTaskGetTickCount(void);
/* Only the calling task can be deleted (NULL): the program then idles for ever. */
void vTaskDelete(TaskHandle_t xTaskToDelete);
BaseType_t xPortGetCoreID(void);

#define taskYIELD() ((void)0)

#ifdef __cplusplus
}
#endif
