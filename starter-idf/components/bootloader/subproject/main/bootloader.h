/* The parts of the bootloader, in the order in which main.c uses them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stops the watchdogs that the ROM leaves running. */
void watchdogs_disable(void);

/* Makes flash readable through the cache, with nothing mapped. */
void flash_init(void);
/* Maps the page that holds the flash offset; returns where it reads, and how many bytes follow in that page. */
const uint8_t *flash_page(uint32_t offset, uint32_t *available);
/* Copies from flash; offset, destination and length are multiples of four. */
void flash_read(uint32_t offset, void *destination, uint32_t length);

struct flash_mapping {
    uint32_t address;
    uint32_t offset;
    uint32_t length;
};
/* Replaces everything that is mapped. Address and offset agree within a page. */
void flash_map(const struct flash_mapping *mappings, int count);

struct partition {
    uint32_t offset;
    uint32_t size;
};
/* Reads the partition table and finds the app to start: the factory app, else the first OTA slot. */
bool partition_table_find_app(struct partition *app);

struct app_image {
    uint32_t entry;
    int mapping_count;
    struct flash_mapping mappings[16];
};
/* Checks the whole image (structure, checksum, SHA-256), then copies its RAM segments. Nothing is copied from an image that fails. */
bool app_image_load(const struct partition *partition, struct app_image *image);

struct sha256 {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
};
void sha256_start(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const uint8_t *data, size_t length);
void sha256_finish(struct sha256 *sha, uint8_t digest[32]);

void md5(const uint8_t *data, size_t length, uint8_t digest[16]);
