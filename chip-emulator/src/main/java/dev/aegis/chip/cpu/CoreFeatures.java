package dev.aegis.chip.cpu;

/// The differences between the chips' cores.
///
/// @param atomics whether the A extension is there
/// @param standardExtras whether the PMA registers, `mie` and `mip` are there; esp32c3 and esp32c2 trap on them
/// @param architectureId what `marchid` reads
public record CoreFeatures(boolean atomics, boolean standardExtras, int architectureId) {
    private static final int RV32_IMCU = 0x4010_1104;

    int misa() {
        return atomics ? RV32_IMCU | 1 : RV32_IMCU;
    }
}
