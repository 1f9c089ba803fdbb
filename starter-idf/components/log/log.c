#include "esp_log.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "esp_timer.h"

#define MAX_TAGS 16

static esp_log_level_t default_level = (esp_log_level_t)CONFIG_LOG_DEFAULT_LEVEL;
static vprintf_like_t print = vprintf;
static struct {
    const char *tag;
    esp_log_level_t level;
} tags[MAX_TAGS];
static int tag_count;

void esp_log_level_set(const char *tag, esp_log_level_t level)
{
    if (strcmp(tag, "*") == 0) {
        default_level = level;
        tag_count = 0;
        return;
    }
    for (int i = 0; i < tag_count; i++) {
        if (strcmp(tags[i].tag, tag) == 0) {
            tags[i].level = level;
            return;
        }
    }
    if (tag_count < MAX_TAGS) {
        tags[tag_count].tag = tag;
        tags[tag_count++].level = level;
    }
}

esp_log_level_t esp_log_level_get(const char *tag)
{
    for (int i = 0; i < tag_count; i++) {
        if (tags[i].tag == tag || strcmp(tags[i].tag, tag) == 0) {
            return tags[i].level;
        }
    }
    return default_level;
}

vprintf_like_t esp_log_set_vprintf(vprintf_like_t func)
{
    vprintf_like_t previous = print;
    print = func;
    return previous;
}

uint32_t esp_log_timestamp(void)
{
    return (uint32_t)(esp_timer_get_time() / 1000);
}

uint32_t esp_log_early_timestamp(void)
{
    return esp_log_timestamp();
}

void esp_log_writev(esp_log_level_t level, const char *tag, const char *format, va_list args)
{
    if (level != ESP_LOG_NONE && level <= esp_log_level_get(tag)) {
        print(format, args);
    }
}

void esp_log_write(esp_log_level_t level, const char *tag, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    esp_log_writev(level, tag, format, args);
    va_end(args);
}
