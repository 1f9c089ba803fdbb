package dev.aegis.chip.device;

/// The offsets of the registers of a chip's RTC watchdog and super watchdog in their block.
///
/// @param config0 RTC watchdog: enable, flash-boot mode and actions; the four stage times follow
/// @param swdFeedBit number of the bit that feeds the super watchdog
public record LowPowerLayout(
        int config0,
        int feed,
        int protect,
        int swdConfig,
        int swdProtect,
        int swdKey,
        int swdAutoFeedBit,
        int swdDisableBit,
        int swdFeedBit) {}
