/* The description that every app image carries at the start of its read-only data, where tools and bootloaders look for it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "esp_err.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ESP_APP_DESC_MAGIC_WORD     0xABCD5432

typedef struct {
    uint32_t magic_word;
    uint32_t secure_version;
    uint32_t reserv1[2];
    char version[32];
    char project_name[32];
    char time[16];              /* empty unless CONFIG_APP_COMPILE_TIME_DATE */
    char date[16];
    char idf_ver[32];
    uint8_t app_elf_sha256[32]; /* written into the image after linking */
    uint32_t reserv2[20];
} esp_app_desc_t;

const esp_app_desc_t *esp_app_get_description(void);

/* The ELF file's SHA-256 as hexadecimal text, as much as fits; returns the bytes written, the terminator included. */
int esp_app_get_elf_sha256(char *dst, size_t size);

#ifdef __cplusplus
}
#endif
