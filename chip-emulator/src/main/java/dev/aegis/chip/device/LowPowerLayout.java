package dev.aegis.chip.device;

/// The registers of a chip's RTC watchdog and super watchdog, as offsets in their block.
public record LowPowerLayout(RtcWatchdog rtc, SuperWatchdog swd) {
    /// @param config0 enable, flash-boot mode and actions; the four stage times follow
    /// @param protect write protection of the other registers
    public record RtcWatchdog(int config0, int feed, int protect) {
        boolean isConfiguration(int offset) {
            return offset >= config0 && offset <= config0 + 16;
        }
    }

    /// The super watchdog has one configuration register and write protection for it.
    ///
    /// @param key value of `protect` that permits writing `config`
    /// @param autoFeedBit number of the bit with which the watchdog feeds itself
    public record SuperWatchdog(int config, int protect, int key, int autoFeedBit, int disableBit, int feedBit) {}
}
