package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A panic as the chip printed it, before its addresses are looked up.
///
/// @param reason as printed by the chip, such as `Store access fault`; absent when only addresses were pasted
/// @param architecture absent if the text does not show it
/// @param registers by the name that the chip printed
/// @param suspects the code addresses, the crash itself first; none when the chip gave a reason without an address
/// @param stack the printed words of the stack by their address
/// @param elfSha256 the beginning of the SHA-256 of the ELF file, as the application printed it; absent when it did not
public record Panic(
        @Nullable String reason,
        Explanation explanation,
        @Nullable Architecture architecture,
        Map<String, Long> registers,
        List<Suspect> suspects,
        SortedMap<Long, Long> stack,
        @Nullable String elfSha256) {
    public Panic {
        registers = Map.copyOf(registers);
        suspects = List.copyOf(suspects);
        stack = new TreeMap<>(stack);
    }

    /// @param address as printed
    /// @param place as printed beside the address by a tool that had the ELF file
    public record Suspect(
            long address, Origin origin, @Nullable Place place) {
        public Suspect(long address, Origin origin) {
            this(address, origin, null);
        }
    }

    /// A function, and its place in the source where it is known.
    public record Place(
            String function,
            @Nullable String file,
            @Nullable Integer line) {}

    /// The source of an address, which determines how reliable it is.
    public enum Origin {
        /// where the chip was
        PC,
        /// where it would have returned to
        RETURN,
        /// a step of the backtrace, made by the chip itself or by the frame information of the ELF file
        BACKTRACE,
        /// a word of the stack that looks like a return address; may be left over from an earlier call
        STACK
    }
}
