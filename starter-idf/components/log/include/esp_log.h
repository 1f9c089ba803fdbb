/* Log lines "I (1234) tag: text", filtered by level and tag. */
#pragma once

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>

#include "esp_rom_sys.h"
#include "sdkconfig.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    ESP_LOG_NONE,
    ESP_LOG_ERROR,
    ESP_LOG_WARN,
    ESP_LOG_INFO,
    ESP_LOG_DEBUG,
    ESP_LOG_VERBOSE,
} esp_log_level_t;

typedef int (*vprintf_like_t)(const char *, va_list);

/* Sets the level of one tag, or of all with "*". At most 16 tags can have a level of their own. */
void esp_log_level_set(const char *tag, esp_log_level_t level);
esp_log_level_t esp_log_level_get(const char *tag);
vprintf_like_t esp_log_set_vprintf(vprintf_like_t func);
/* Milliseconds since reset. */
uint32_t esp_log_timestamp(void);
uint32_t esp_log_early_timestamp(void);
void esp_log_write(esp_log_level_t level, const char *tag, const char *format, ...) __attribute__((format(printf, 3, 4)));
void esp_log_writev(esp_log_level_t level, const char *tag, const char *format, va_list args);

/* A source may define LOG_LOCAL_LEVEL before it includes this header, to compile in less, or more. */
#ifndef LOG_LOCAL_LEVEL
#define LOG_LOCAL_LEVEL CONFIG_LOG_MAXIMUM_LEVEL
#endif

#if CONFIG_LOG_COLORS
#define LOG_COLOR_E     "\033[0;31m"
#define LOG_COLOR_W     "\033[0;33m"
#define LOG_COLOR_I     "\033[0;32m"
#define LOG_RESET_COLOR "\033[0m"
#else
#define LOG_COLOR_E
#define LOG_COLOR_W
#define LOG_COLOR_I
#define LOG_RESET_COLOR
#endif
#define LOG_COLOR_D
#define LOG_COLOR_V

#define LOG_FORMAT(letter, format) LOG_COLOR_##letter #letter " (%" PRIu32 ") %s: " format LOG_RESET_COLOR "\n"

#define ESP_LOG_AT_(level, letter, tag, format, ...) do {                                              \
        if (LOG_LOCAL_LEVEL >= (level)) {                                                              \
            esp_log_write(level, tag, LOG_FORMAT(letter, format), esp_log_timestamp(), tag, ##__VA_ARGS__); \
        }                                                                                              \
    } while (0)

#define ESP_LOGE(tag, format, ...) ESP_LOG_AT_(ESP_LOG_ERROR, E, tag, format, ##__VA_ARGS__)
#define ESP_LOGW(tag, format, ...) ESP_LOG_AT_(ESP_LOG_WARN, W, tag, format, ##__VA_ARGS__)
#define ESP_LOGI(tag, format, ...) ESP_LOG_AT_(ESP_LOG_INFO, I, tag, format, ##__VA_ARGS__)
#define ESP_LOGD(tag, format, ...) ESP_LOG_AT_(ESP_LOG_DEBUG, D, tag, format, ##__VA_ARGS__)
#define ESP_LOGV(tag, format, ...) ESP_LOG_AT_(ESP_LOG_VERBOSE, V, tag, format, ##__VA_ARGS__)

/* Early lines need no C library: for startup code. */
#define ESP_EARLY_LOG_AT_(level, letter, tag, format, ...) do {                                        \
        if (LOG_LOCAL_LEVEL >= (level)) {                                                              \
            esp_rom_printf(LOG_FORMAT(letter, format), esp_log_early_timestamp(), tag, ##__VA_ARGS__); \
        }                                                                                              \
    } while (0)

#define ESP_EARLY_LOGE(tag, format, ...) ESP_EARLY_LOG_AT_(ESP_LOG_ERROR, E, tag, format, ##__VA_ARGS__)
#define ESP_EARLY_LOGW(tag, format, ...) ESP_EARLY_LOG_AT_(ESP_LOG_WARN, W, tag, format, ##__VA_ARGS__)
#define ESP_EARLY_LOGI(tag, format, ...) ESP_EARLY_LOG_AT_(ESP_LOG_INFO, I, tag, format, ##__VA_ARGS__)
#define ESP_EARLY_LOGD(tag, format, ...) ESP_EARLY_LOG_AT_(ESP_LOG_DEBUG, D, tag, format, ##__VA_ARGS__)
#define ESP_EARLY_LOGV(tag, format, ...) ESP_EARLY_LOG_AT_(ESP_LOG_VERBOSE, V, tag, format, ##__VA_ARGS__)

#ifdef __cplusplus
}
#endif
