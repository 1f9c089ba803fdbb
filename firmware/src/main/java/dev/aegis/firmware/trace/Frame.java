package dev.aegis.firmware.trace;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.aegis.firmware.trace.Panic.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One address of a crash, looked up.
///
/// @param address as the chip printed it
/// @param origin how it was found; only `STACK` may mislead
/// @param function absent when the ELF file has none there, as for code in the chip's ROM
/// @param offset bytes from the function's beginning
/// @param file absent when the code was built without debug information
/// @param line from 1; absent with the file, and where the compiler made code for no line
/// @param inlinedBy the functions into which this one was inlined, the nearest first; the offset counts from the last
public record Frame(
        long address,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Origin origin,
        @Nullable String function,
        long offset,
        @Nullable String file,
        @Nullable Integer line,
        List<Caller> inlinedBy) {
    public Frame {
        inlinedBy = List.copyOf(inlinedBy);
    }

    /// @param line where it calls the function before
    public record Caller(
            @Nullable String function,
            @Nullable String file,
            @Nullable Integer line) {
        String shown() {
            return at(function == null ? "??" : function, file, line);
        }
    }

    /// `app_main+0x10 at /project/main/main.c:12`, as far as it is known.
    public String shown() {
        if (function == null && file == null) {
            return "outside of this program (the chip's ROM, or a wild jump)";
        }
        if (function == null) {
            return at("??", file, line);
        }
        return at(inlinedBy.isEmpty() ? function + "+0x%x".formatted(offset) : function, file, line);
    }

    private static String at(String name, @Nullable String file, @Nullable Integer line) {
        return file == null ? name : name + " at " + file + (line == null ? "" : ":" + line);
    }
}
