#include <string.h>

#include "bootloader.h"
#include "esp_log.h"
#include "soc/chip.h"

#define IMAGE_MAGIC     0xE9
#define CHECKSUM_START  0xEF
#define MAX_SEGMENTS    16
#define PAGE_MASK       0xFFFFu

static const char *TAG = "esp_image";

struct image_header {
    uint8_t magic;
    uint8_t segment_count;
    uint8_t flash_mode;
    uint8_t flash_size_and_speed;
    uint32_t entry;
    uint8_t write_protect_pin;
    uint8_t pin_drive[3];
    uint16_t chip_id;
    uint8_t min_revision;
    uint8_t revisions[4];
    uint8_t reserved[4];
    uint8_t hash_appended;
} __attribute__((packed));
_Static_assert(sizeof(struct image_header) == 24, "the header as it is in flash");

enum kind { PADDING, MAPPED, LOADED, MISPLACED };

struct segment {
    uint32_t address;
    uint32_t length;
    uint32_t offset;
};

/* Reads an image from its start to its end, and keeps what the two digests need. */
struct reader {
    uint32_t position;
    uint32_t end;
    struct sha256 sha;
    uint32_t checksum;
};

static bool within(uint32_t address, uint32_t length, uint32_t low, uint32_t high)
{
    return address >= low && address < high && length <= high - address;
}

static enum kind kind_of(const struct segment *segment)
{
    if (segment->address == 0) {
        return PADDING;
    }
    if (within(segment->address, segment->length, CHIP_IROM_BASE, CHIP_IROM_BASE + CHIP_FLASH_WINDOW)
        || within(segment->address, segment->length, CHIP_DROM_BASE, CHIP_DROM_BASE + CHIP_FLASH_WINDOW)) {
        return (segment->address & PAGE_MASK) == (segment->offset & PAGE_MASK) ? MAPPED : MISPLACED;
    }
    if (segment->address % 4 == 0
        && (within(segment->address, segment->length, CHIP_IRAM_LOW, CHIP_IRAM_HIGH)
            || within(segment->address, segment->length, CHIP_DRAM_LOW, CHIP_DRAM_HIGH))) {
        return LOADED;
    }
    return MISPLACED;
}

static bool fits(const struct reader *reader, uint32_t length)
{
    return length <= reader->end - reader->position;
}

/* Adds the next bytes to the hash, and to the checksum if they are a segment's data. */
static void digest(struct reader *reader, uint32_t length, bool data)
{
    while (length > 0) {
        uint32_t available;
        const uint8_t *page = flash_page(reader->position, &available);
        uint32_t count = available < length ? available : length;
        sha256_add(&reader->sha, page, count);
        for (uint32_t i = 0; data && i < count / 4; i++) {
            reader->checksum ^= ((const uint32_t *)(const void *)page)[i];
        }
        reader->position += count;
        length -= count;
    }
}

static bool read_next(struct reader *reader, void *destination, uint32_t length)
{
    if (!fits(reader, length)) {
        return false;
    }
    flash_read(reader->position, destination, length);
    digest(reader, length, false);
    return true;
}

static bool check_header(const struct image_header *header)
{
    if (header->magic != IMAGE_MAGIC || header->segment_count == 0 || header->segment_count > MAX_SEGMENTS) {
        ESP_EARLY_LOGE(TAG, "no app image: magic 0x%02x, %d segments", header->magic, header->segment_count);
        return false;
    }
    if (header->chip_id != CHIP_ID) {
        ESP_EARLY_LOGE(TAG, "the image is for chip id %d, this is %d", header->chip_id, CHIP_ID);
        return false;
    }
    return true;
}

static bool check_segment(struct reader *reader, int index, struct segment *segment)
{
    uint32_t header[2];
    if (!read_next(reader, header, sizeof(header))) {
        return false;
    }
    *segment = (struct segment){.address = header[0], .length = header[1], .offset = reader->position};
    enum kind kind = kind_of(segment);
    if (kind == MISPLACED || segment->length % 4 != 0 || !fits(reader, segment->length)) {
        ESP_EARLY_LOGE(TAG, "segment %d: bad address 0x%08x or length 0x%x", index, (unsigned)segment->address,
                       (unsigned)segment->length);
        return false;
    }
    ESP_EARLY_LOGI(TAG, "segment %d: paddr=%08x vaddr=%08x size=%05xh (%6d) %s", index, (unsigned)segment->offset,
                   (unsigned)segment->address, (unsigned)segment->length, (int)segment->length,
                   kind == MAPPED ? "map" : kind == LOADED ? "load" : "");
    digest(reader, segment->length, true);
    return true;
}

/* The checksum is the last byte of a 16-byte block; the SHA-256 of everything before follows. */
static bool check_digests(struct reader *reader, uint32_t start, bool hash_appended)
{
    uint32_t length = reader->position - start;
    uint32_t tail = (length / 16 + 1) * 16 - length;
    if (!fits(reader, tail + (hash_appended ? 32 : 0))) {
        return false;
    }
    uint32_t available;
    uint8_t stored = *flash_page(reader->position + tail - 1, &available);
    uint32_t sum = reader->checksum ^ CHECKSUM_START;
    uint8_t computed = (uint8_t)(sum ^ sum >> 8 ^ sum >> 16 ^ sum >> 24);
    if (stored != computed) {
        ESP_EARLY_LOGE(TAG, "Checksum failed. Calculated 0x%x read 0x%x", computed, stored);
        return false;
    }
    digest(reader, tail, false);
    if (!hash_appended) {
        return true;
    }
    uint8_t expected[32] __attribute__((aligned(4)));
    uint8_t actual[32];
    flash_read(reader->position, expected, sizeof(expected));
    sha256_finish(&reader->sha, actual);
    if (memcmp(expected, actual, sizeof(actual)) != 0) {
        ESP_EARLY_LOGE(TAG, "Image hash failed - image is corrupt");
        return false;
    }
    return true;
}

static void place(const struct segment *segment, struct app_image *image)
{
    switch (kind_of(segment)) {
    case MAPPED:
        image->mappings[image->mapping_count++] =
            (struct flash_mapping){.address = segment->address, .offset = segment->offset, .length = segment->length};
        break;
    case LOADED:
        flash_read(segment->offset, (void *)(uintptr_t)segment->address, segment->length);
        break;
    case PADDING:
    case MISPLACED:
        break;
    }
}

bool app_image_load(const struct partition *partition, struct app_image *image)
{
    struct image_header header;
    struct segment segments[MAX_SEGMENTS];
    struct reader reader = {.position = partition->offset, .end = partition->offset + partition->size};
    sha256_start(&reader.sha);

    if (!read_next(&reader, &header, sizeof(header)) || !check_header(&header)) {
        return false;
    }
    for (int i = 0; i < header.segment_count; i++) {
        if (!check_segment(&reader, i, &segments[i])) {
            return false;
        }
    }
    if (!check_digests(&reader, partition->offset, header.hash_appended == 1)) {
        return false;
    }
    *image = (struct app_image){.entry = header.entry};
    for (int i = 0; i < header.segment_count; i++) {
        place(&segments[i], image);
    }
    return true;
}
