/* Flash as memory: the MMU table maps 64 KiB pages of flash to addresses in the cache's window. */
#include "bootloader.h"
#include "rom_functions.h"
#include "soc/chip.h"
#include "soc/reg.h"

#define PAGE_SIZE       0x10000u
#define NOTHING_MAPPED  UINT32_MAX

static uint32_t mapped_page;

static void mmu_write(uint32_t entry, uint32_t value)
{
#ifdef CHIP_MMU_TABLE
    REG_WRITE(CHIP_MMU_TABLE + 4 * entry, value);
#else
    REG_WRITE(CHIP_MMU_INDEX_REG, entry);
    REG_WRITE(CHIP_MMU_CONTENT_REG, value);
#endif
}

static void mmu_clear(void)
{
    for (uint32_t entry = 0; entry < CHIP_MMU_ENTRIES; entry++) {
        mmu_write(entry, CHIP_MMU_INVALID);
    }
}

void flash_init(void)
{
    Cache_Enable_ICache(0);
    REG_CLR_BIT(CHIP_CACHE_BUS_SHUT_REG, 3u);
    ROM_Boot_Cache_Init();
#ifdef CHIP_MMU_PAGE_SIZE_REG
    REG_WRITE(CHIP_MMU_PAGE_SIZE_REG, (REG_READ(CHIP_MMU_PAGE_SIZE_REG) & ~(3u << 3)) | CHIP_MMU_PAGE_SIZE_64K);
#endif
    mmu_clear();
    mapped_page = NOTHING_MAPPED;
}

const uint8_t *flash_page(uint32_t offset, uint32_t *available)
{
    uint32_t page = offset / PAGE_SIZE;
    if (page != mapped_page) {
        /* Disabling also forgets what the cache holds of the page mapped before. */
        uint32_t autoload = Cache_Disable_ICache();
        mmu_write(0, page | CHIP_MMU_VALID);
        Cache_Enable_ICache(autoload);
        mapped_page = page;
    }
    *available = PAGE_SIZE - offset % PAGE_SIZE;
    return (const uint8_t *)(uintptr_t)(CHIP_DROM_BASE + offset % PAGE_SIZE);
}

/* Whole words only: the instruction bus, on which code is copied to RAM, takes nothing smaller. */
static void copy_words(volatile uint32_t *to, const volatile uint32_t *from, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes / 4; i++) {
        to[i] = from[i];
    }
}

void flash_read(uint32_t offset, void *destination, uint32_t length)
{
    uint8_t *to = destination;
    while (length > 0) {
        uint32_t available;
        const uint8_t *from = flash_page(offset, &available);
        uint32_t count = available < length ? available : length;
        copy_words((volatile uint32_t *)(void *)to, (const volatile uint32_t *)(const void *)from, count);
        offset += count;
        to += count;
        length -= count;
    }
}

void flash_map(const struct flash_mapping *mappings, int count)
{
    uint32_t autoload = Cache_Disable_ICache();
    mmu_clear();
    for (int i = 0; i < count; i++) {
        uint32_t first = mappings[i].address % CHIP_FLASH_WINDOW / PAGE_SIZE;
        uint32_t last = (mappings[i].address + mappings[i].length - 1) % CHIP_FLASH_WINDOW / PAGE_SIZE;
        uint32_t page = mappings[i].offset / PAGE_SIZE;
        for (uint32_t entry = first; entry <= last; entry++) {
            mmu_write(entry, page++ | CHIP_MMU_VALID);
        }
    }
    Cache_Enable_ICache(autoload);
    mapped_page = NOTHING_MAPPED;
}
