package dev.aegis.firmware.trace;

import dev.aegis.firmware.elf.Architecture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A panic as the chip printed it, before its addresses are looked up.
///
/// @param reason as printed by the chip, such as `Store access fault`; absent when only addresses were pasted
/// @param architecture absent if the text does not show it
/// @param registers by the name that the chip printed
/// @param suspects the code addresses, the crash itself first; none when the chip gave a reason without an address
/// @param elfSha256 the beginning of the SHA-256 of the ELF file, as the application printed it; absent when it did not
public record Panic(
        @Nullable String reason,
        @Nullable Architecture architecture,
        Map<String, Long> registers,
        List<Suspect> suspects,
        @Nullable String elfSha256) {
    public Panic {
        registers = Map.copyOf(registers);
        suspects = List.copyOf(suspects);
    }

    /// @param address as printed
    public record Suspect(long address, Origin origin) {}

    /// The source of an address, which determines how reliable it is.
    public enum Origin {
        /// where the chip was
        PC,
        /// where it would have returned to
        RETURN,
        /// a step of the backtrace that the chip made itself
        BACKTRACE,
        /// a word of the stack that looks like a return address; may be left over from an earlier call
        STACK
    }
}
