package dev.aegis.chip.rom;

import java.util.List;

/// The result of loading the second-stage bootloader.
public sealed interface BootResult {
    /// The bootloader is in RAM.
    ///
    /// @param warnings defects of the image that do not stop the ROM
    record Loaded(int entry, List<String> warnings) implements BootResult {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /// The ROM does not start this image; on a board it would try again until a watchdog resets it.
    record Rejected(String reason) implements BootResult {}
}
