/* The types and constants of FreeRTOS that make sense with one task. There is no scheduler: see task.h. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "esp_attr.h"
#include "sdkconfig.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int BaseType_t;
typedef unsigned int UBaseType_t;
typedef uint32_t TickType_t;
typedef uint8_t StackType_t;

#define configTICK_RATE_HZ      CONFIG_FREERTOS_HZ
#define configMAX_PRIORITIES    25

#define pdFALSE                 ((BaseType_t)0)
#define pdTRUE                  ((BaseType_t)1)
#define pdPASS                  pdTRUE
#define pdFAIL                  pdFALSE

#define portMAX_DELAY           ((TickType_t)0xFFFFFFFFUL)
#define portTICK_PERIOD_MS      ((TickType_t)(1000 / configTICK_RATE_HZ))
#define pdMS_TO_TICKS(ms)       ((TickType_t)(((uint64_t)(ms) * configTICK_RATE_HZ) / 1000))
#define pdTICKS_TO_MS(ticks)    ((TickType_t)(((uint64_t)(ticks) * 1000) / configTICK_RATE_HZ))

#define configASSERT(x)         assert(x)

#ifdef __cplusplus
}
#endif
