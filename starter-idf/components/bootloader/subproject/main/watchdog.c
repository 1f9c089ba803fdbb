#include "bootloader.h"
#include "soc/chip.h"
#include "soc/reg.h"

#define WATCHDOG_KEY            0x50D83AA1u

#define RWDT_EN                 (1u << 31)
#define RWDT_FLASHBOOT_EN       (1u << 12)

#define TIMG_WDTCONFIG0_REG     (CHIP_TIMG0_BASE + 0x48)
#define TIMG_WDTWPROTECT_REG    (CHIP_TIMG0_BASE + 0x64)
#define TIMG_WDT_EN             (1u << 31)
#define TIMG_WDT_CONF_UPDATE    (1u << 22)
#define TIMG_WDT_FLASHBOOT_EN   (1u << 14)

/* The super watchdog cannot be turned off by software, but it can feed itself. */
static void super_watchdog_feeds_itself(void)
{
    REG_WRITE(CHIP_SWD_WPROTECT_REG, CHIP_SWD_KEY);
    REG_SET_BIT(CHIP_SWD_CONF_REG, CHIP_SWD_AUTO_FEED);
    REG_WRITE(CHIP_SWD_WPROTECT_REG, 0);
}

static void rtc_watchdog_disable(void)
{
    REG_WRITE(CHIP_RWDT_WPROTECT_REG, WATCHDOG_KEY);
    REG_CLR_BIT(CHIP_RWDT_CONFIG0_REG, RWDT_FLASHBOOT_EN | RWDT_EN);
    REG_WRITE(CHIP_RWDT_WPROTECT_REG, 0);
}

static void timer_group_watchdog_disable(void)
{
    REG_WRITE(TIMG_WDTWPROTECT_REG, WATCHDOG_KEY);
    uint32_t config = REG_READ(TIMG_WDTCONFIG0_REG) & ~(TIMG_WDT_FLASHBOOT_EN | TIMG_WDT_EN);
    REG_WRITE(TIMG_WDTCONFIG0_REG, config | TIMG_WDT_CONF_UPDATE);
    REG_WRITE(TIMG_WDTWPROTECT_REG, 0);
}

void watchdogs_disable(void)
{
    super_watchdog_feeds_itself();
    rtc_watchdog_disable();
    timer_group_watchdog_disable();
}
