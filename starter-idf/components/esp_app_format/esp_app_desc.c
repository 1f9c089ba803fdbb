#include "esp_app_desc.h"

#include "sdkconfig.h"

_Static_assert(sizeof(esp_app_desc_t) == 256, "tools read the description by its offsets");

const __attribute__((section(".rodata_desc"), used)) esp_app_desc_t esp_app_desc = {
    .magic_word = ESP_APP_DESC_MAGIC_WORD,
#if !CONFIG_APP_EXCLUDE_PROJECT_VER_VAR
    .version = PROJECT_VER,
#endif
#if !CONFIG_APP_EXCLUDE_PROJECT_NAME_VAR
    .project_name = PROJECT_NAME,
#endif
#if CONFIG_APP_COMPILE_TIME_DATE
    .time = __TIME__,
    .date = __DATE__,
#endif
    .idf_ver = IDF_VER,
};

const esp_app_desc_t *esp_app_get_description(void)
{
    return &esp_app_desc;
}

int esp_app_get_elf_sha256(char *dst, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    /* The linker put zeros here; the image tool replaces them, which the compiler must not know. */
    const volatile uint8_t *sha = esp_app_desc.app_elf_sha256;
    size_t written = 0;
    for (size_t i = 0; i < 64 && written + 1 < size; i++) {
        uint8_t byte = sha[i / 2];
        dst[written++] = digits[i % 2 ? byte & 15 : byte >> 4];
    }
    if (size > 0) {
        dst[written++] = '\0';
    }
    return (int)written;
}
