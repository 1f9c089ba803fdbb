package dev.aegis.chip.device;

/// The reason of a reset: the number that software reads, and the word that the ROM prints.
public enum ResetCause {
    POWER_ON(0x01, "POWERON"),
    SOFTWARE_SYSTEM(0x03, "SW_SYS_RST"),
    TIMER_GROUP_0_WATCHDOG(0x07, "TG0_WDT_SYS_RST"),
    TIMER_GROUP_1_WATCHDOG(0x08, "TG1_WDT_SYS_RST"),
    RTC_WATCHDOG_CORE(0x09, "RTCWDT_SYS_RST"),
    TIMER_GROUP_0_WATCHDOG_CPU(0x0b, "TG0_WDT_CPU_RST"),
    SOFTWARE_CPU(0x0c, "SW_CPU_RST"),
    RTC_WATCHDOG_CPU(0x0d, "RTCWDT_CPU_RST"),
    RTC_WATCHDOG(0x10, "RTCWDT_RTC_RST"),
    TIMER_GROUP_1_WATCHDOG_CPU(0x11, "TG1_WDT_CPU_RST"),
    SUPER_WATCHDOG(0x12, "SUPER_WDT_RST");

    private final int code;
    private final String word;

    ResetCause(int code, String word) {
        this.code = code;
        this.word = word;
    }

    public int code() {
        return code;
    }

    public String word() {
        return word;
    }

    /// Returns whether software requested the reset, and not a watchdog.
    public boolean isSoftware() {
        return this == SOFTWARE_SYSTEM || this == SOFTWARE_CPU;
    }
}
