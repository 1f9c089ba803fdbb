package dev.aegis.chip.rom;

import java.util.List;

/// The result of loading the second-stage bootloader.
public sealed interface BootOutcome {
    /// The bootloader is in RAM.
    ///
    /// @param remarks what the ROM, or a careful reader in its place, would find odd without refusing
    record Loaded(int entry, List<String> remarks) implements BootOutcome {
        public Loaded {
            remarks = List.copyOf(remarks);
        }
    }

    /// The ROM does not start this image; on a board it would try again until a watchdog resets it.
    record Refused(String reason) implements BootOutcome {}
}
