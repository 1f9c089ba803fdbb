package dev.aegis.chip.cpu;

/// The differences between the chips' cores.
///
/// @param atomics whether the core has the A extension
/// @param standardExtras whether the core has the PMA registers, `mie` and `mip`; esp32c3 and esp32c2 trap on them
/// @param architectureId value of `marchid`
public record CoreFeatures(boolean atomics, boolean standardExtras, int architectureId) {
    private static final int RV32_IMCU = 0x4010_1104;

    int misa() {
        return atomics ? RV32_IMCU | 1 : RV32_IMCU;
    }
}
