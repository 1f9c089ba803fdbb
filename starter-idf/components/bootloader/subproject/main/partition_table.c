#include <string.h>

#include "bootloader.h"
#include "esp_log.h"
#include "sdkconfig.h"

#define ROW_MAGIC       0x50AA
#define MD5_ROW_MAGIC   0xEBEB
#define MAX_ROWS        95

#define TYPE_APP        0
#define TYPE_DATA       1
#define APP_FACTORY     0x00
#define APP_OTA_FIRST   0x10
#define APP_OTA_LAST    0x1F

static const char *TAG = "boot";

struct row {
    uint16_t magic;
    uint8_t type;
    uint8_t subtype;
    uint32_t offset;
    uint32_t size;
    char label[16];
    uint32_t flags;
};
_Static_assert(sizeof(struct row) == 32, "a row of the table in flash");

static struct row rows[MAX_ROWS];

static const char *usage(const struct row *row)
{
    if (row->type == TYPE_APP) {
        return row->subtype == APP_FACTORY ? "factory app" : "OTA app";
    }
    if (row->type == TYPE_DATA) {
        return row->subtype == 0x00 ? "OTA data" : row->subtype == 0x01 ? "RF data" : row->subtype == 0x02 ? "WiFi data" : "Unknown data";
    }
    return "Unknown";
}

static bool digest_matches(int count)
{
    uint8_t expected[16];
    md5((const uint8_t *)rows, (size_t)count * sizeof(struct row), expected);
    /* The digest row: magic, fourteen bytes of 0xff, digest. */
    return memcmp((const uint8_t *)&rows[count] + 16, expected, sizeof(expected)) == 0;
}

/* The number of rows, or -1 if the table is damaged. */
static int read_rows(void)
{
    flash_read(CONFIG_PARTITION_TABLE_OFFSET, rows, sizeof(rows));
    for (int i = 0; i < MAX_ROWS; i++) {
        if (rows[i].magic == MD5_ROW_MAGIC) {
            return digest_matches(i) ? i : -1;
        }
        if (rows[i].magic != ROW_MAGIC) {
            return -1;
        }
    }
    return -1;
}

static const struct row *choose(int count)
{
    const struct row *ota = NULL;
    for (int i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        if (row->type != TYPE_APP) {
            continue;
        }
        if (row->subtype == APP_FACTORY) {
            return row;
        }
        if (ota == NULL && row->subtype >= APP_OTA_FIRST && row->subtype <= APP_OTA_LAST) {
            ota = row;
        }
    }
    return ota;
}

bool partition_table_find_app(struct partition *app)
{
    int count = read_rows();
    if (count < 0) {
        ESP_EARLY_LOGE(TAG, "The partition table at 0x%x is missing or damaged", CONFIG_PARTITION_TABLE_OFFSET);
        return false;
    }
    ESP_EARLY_LOGI(TAG, "Partition Table:");
    ESP_EARLY_LOGI(TAG, "## Label            Usage          Type ST Offset   Length");
    for (int i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        char label[17] = {0};
        memcpy(label, row->label, sizeof(row->label));
        ESP_EARLY_LOGI(TAG, "%2d %-16s %-16s %02x %02x %08x %08x", i, label, usage(row), row->type, row->subtype,
                       (unsigned)row->offset, (unsigned)row->size);
    }
    ESP_EARLY_LOGI(TAG, "End of partition table");

    const struct row *chosen = choose(count);
    if (chosen == NULL) {
        return false;
    }
    *app = (struct partition){.offset = chosen->offset, .size = chosen->size};
    return true;
}
