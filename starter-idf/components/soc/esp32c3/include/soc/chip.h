/* Facts about the ESP32-C3: addresses and bit positions that the runtime touches. See docs/boot.md. */
#pragma once

#define CHIP_ID                     5
#define CHIP_NAME                   "esp32c3"
#define CHIP_FEATURES               (CHIP_FEATURE_WIFI_BGN | CHIP_FEATURE_BLE)
#define CHIP_GPIO_COUNT             22

/* RAM the app may load into: the same memory, once on the instruction bus, once on the data bus. */
#define CHIP_IRAM_LOW               0x40380000u
#define CHIP_IRAM_HIGH              0x403CE710u
#define CHIP_DRAM_LOW               0x3FC80000u
#define CHIP_DRAM_HIGH              0x3FCCE710u

#define CHIP_IROM_BASE              0x42000000u
#define CHIP_DROM_BASE              0x3C000000u
#define CHIP_FLASH_WINDOW           0x00800000u

#define CHIP_MMU_TABLE              0x600C5000u
#define CHIP_MMU_ENTRIES            128
#define CHIP_MMU_VALID              0u
#define CHIP_MMU_INVALID            0x100u
#define CHIP_CACHE_BUS_SHUT_REG     0x600C4004u

#define CHIP_RWDT_CONFIG0_REG       0x60008090u
#define CHIP_RWDT_WPROTECT_REG      0x600080A8u
#define CHIP_SWD_CONF_REG           0x600080ACu
#define CHIP_SWD_WPROTECT_REG       0x600080B0u
#define CHIP_SWD_KEY                0x8F1D312Au
#define CHIP_SWD_AUTO_FEED          (1u << 31)
#define CHIP_TIMG0_BASE             0x6001F000u

#define CHIP_SYSTIMER_BASE          0x60023000u
#define CHIP_RANDOM_REG             0x600260B0u
#define CHIP_GPIO_BASE              0x60004000u
#define CHIP_IO_MUX_BASE            0x60009000u

/* The minor revision is split over two fuse words. */
#define CHIP_REVISION_MAJOR         ((*(volatile unsigned long *)0x60008858u >> 24) & 3u)
#define CHIP_REVISION_MINOR         ((((*(volatile unsigned long *)0x60008858u >> 23) & 1u) << 3) \
                                     + ((*(volatile unsigned long *)0x60008850u >> 18) & 7u))
