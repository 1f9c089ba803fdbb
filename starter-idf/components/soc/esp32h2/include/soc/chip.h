/* Facts about the ESP32-H2: addresses and bit positions that the runtime touches. See docs/boot.md. */
#pragma once

#define CHIP_ID                     16
#define CHIP_NAME                   "esp32h2"
#define CHIP_FEATURES               (CHIP_FEATURE_BLE | CHIP_FEATURE_IEEE802154)
#define CHIP_GPIO_COUNT             28

/* One memory and one address range for instructions and data. */
#define CHIP_IRAM_LOW               0x40800000u
#define CHIP_IRAM_HIGH              0x4083EFD0u
#define CHIP_DRAM_LOW               CHIP_IRAM_LOW
#define CHIP_DRAM_HIGH              CHIP_IRAM_HIGH

#define CHIP_IROM_BASE              0x42000000u
#define CHIP_DROM_BASE              0x42000000u
#define CHIP_FLASH_WINDOW           0x01000000u

/* The MMU table is reached through an index and a content register of the SPI0 controller. */
#define CHIP_MMU_INDEX_REG          0x60002380u
#define CHIP_MMU_CONTENT_REG        0x6000237Cu
#define CHIP_MMU_ENTRIES            256
#define CHIP_MMU_VALID              0x200u
#define CHIP_MMU_INVALID            0u
#define CHIP_MMU_PAGE_SIZE_REG      0x60002384u
#define CHIP_MMU_PAGE_SIZE_64K      (0u << 3)
#define CHIP_CACHE_BUS_SHUT_REG     0x600C8004u

#define CHIP_RWDT_CONFIG0_REG       0x600B1C00u
#define CHIP_RWDT_WPROTECT_REG      0x600B1C1Cu
#define CHIP_SWD_CONF_REG           0x600B1C20u
#define CHIP_SWD_WPROTECT_REG       0x600B1C24u
#define CHIP_SWD_KEY                0x50D83AA1u
#define CHIP_SWD_AUTO_FEED          (1u << 18)
#define CHIP_TIMG0_BASE             0x60009000u

#define CHIP_SYSTIMER_BASE          0x6000B000u
#define CHIP_RANDOM_REG             0x600B2808u
#define CHIP_GPIO_BASE              0x60091000u
#define CHIP_IO_MUX_BASE            0x60090000u

#define CHIP_REVISION_MAJOR         ((*(volatile unsigned long *)0x600B0850u >> 21) & 3u)
#define CHIP_REVISION_MINOR         ((*(volatile unsigned long *)0x600B0850u >> 18) & 7u)
