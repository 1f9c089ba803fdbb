/* From the first C function to the user's program. */
#include <stdint.h>

#include "esp_app_desc.h"
#include "esp_log.h"
#include "sdkconfig.h"

extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);
extern char _heap_start[];
extern char _heap_limit[];

void main_task(void);
void start_cpu0(void);

static void run_constructors(void)
{
    for (void (**constructor)(void) = __init_array_start; constructor < __init_array_end; constructor++) {
        (*constructor)();
    }
}

static void print_app_information(void)
{
    static const char *TAG = "app_init";
    const esp_app_desc_t *app = esp_app_get_description();
    char sha[10];
    esp_app_get_elf_sha256(sha, sizeof(sha));

    ESP_LOGI(TAG, "Application information:");
    ESP_LOGI(TAG, "Project name:     %s", app->project_name);
    ESP_LOGI(TAG, "App version:      %s", app->version);
#if CONFIG_APP_COMPILE_TIME_DATE
    ESP_LOGI(TAG, "Compile time:     %s %s", app->date, app->time);
#endif
    ESP_LOGI(TAG, "ELF file SHA256:  %s...", sha);
    ESP_LOGI(TAG, "ESP-IDF:          %s", app->idf_ver);
}

static void print_heap(void)
{
    unsigned long size = (unsigned long)(_heap_limit - _heap_start);
    ESP_LOGI("heap_init", "Initializing. RAM available for dynamic allocation:");
    ESP_LOGI("heap_init", "At %08lX len %08lX (%lu KiB): RAM", (unsigned long)(uintptr_t)_heap_start, size, size / 1024);
}

void start_cpu0(void)
{
    run_constructors();
    ESP_LOGI("cpu_start", "Unicore app");
    ESP_LOGI("cpu_start", "Pro cpu start user code");
    print_app_information();
    print_heap();
    main_task();
}
