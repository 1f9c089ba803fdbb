/* Time since reset. Timer callbacks (esp_timer_create and its family) are not offered. */
#pragma once

#include <stdint.h>

#include "esp_err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Microseconds since the chip's reset. */
int64_t esp_timer_get_time(void);

#ifdef __cplusplus
}
#endif
