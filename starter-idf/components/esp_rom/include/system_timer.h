/* Time since reset from the chip's system timer. Inline, so that the bootloader and code in RAM can use it too. */
#pragma once

#include <stdint.h>

#include "sdkconfig.h"
#include "soc/chip.h"
#include "soc/reg.h"

#define SYSTIMER_UNIT0_OP_REG       (CHIP_SYSTIMER_BASE + 0x04)
#define SYSTIMER_UNIT0_VALUE_HI_REG (CHIP_SYSTIMER_BASE + 0x40)
#define SYSTIMER_UNIT0_VALUE_LO_REG (CHIP_SYSTIMER_BASE + 0x44)
#define SYSTIMER_UPDATE             (1u << 30)
#define SYSTIMER_VALUE_VALID        (1u << 29)

static inline __attribute__((always_inline)) uint64_t system_timer_ticks(void)
{
    REG_WRITE(SYSTIMER_UNIT0_OP_REG, SYSTIMER_UPDATE);
    while ((REG_READ(SYSTIMER_UNIT0_OP_REG) & SYSTIMER_VALUE_VALID) == 0) {
    }
    uint64_t high = REG_READ(SYSTIMER_UNIT0_VALUE_HI_REG) & 0xFFFFF;
    return high << 32 | REG_READ(SYSTIMER_UNIT0_VALUE_LO_REG);
}

/* The timer runs at the crystal's frequency over 2.5 (esp32h2: over 2). */
static inline __attribute__((always_inline)) uint64_t system_timer_us(void)
{
#if CONFIG_XTAL_FREQ == 26
    return system_timer_ticks() * 5 / 52;
#else
    return system_timer_ticks() / 16;
#endif
}
