/* Where a function or variable is placed. Each use gets a separate section, so that the linker drops unused ones. */
#pragma once

#include "sdkconfig.h"

#define ESP_ATTR_CAT_(a, b)            a #b
#define ESP_ATTR_SECTION_(name, n)     __attribute__((section(ESP_ATTR_CAT_(name ".", n))))
#define ESP_ATTR_SECTION(name, n)      ESP_ATTR_SECTION_(name, n)

/* Code in RAM: runs while the flash cache is off. */
#define IRAM_ATTR               ESP_ATTR_SECTION(".iram1", __COUNTER__)
/* Constants in RAM. */
#define DRAM_ATTR               ESP_ATTR_SECTION(".dram1", __COUNTER__)
/* A string literal in RAM. */
#define DRAM_STR(text)          (__extension__({ static const DRAM_ATTR char s_text[] = (text); (const char *)&s_text; }))
/* Variables that startup leaves as they are. */
#define __NOINIT_ATTR           ESP_ATTR_SECTION(".noinit", __COUNTER__)

#define WORD_ALIGNED_ATTR       __attribute__((aligned(4)))
#define NOINLINE_ATTR           __attribute__((noinline))
#define FORCE_INLINE_ATTR       static inline __attribute__((always_inline))
