package dev.aegis.firmware.trace;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Place;
import dev.aegis.firmware.panic.Panic.Suspect;
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
    private static final long FIRST_PAGE = 0x1000;

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

    /// Returns an address that was not looked up, with the function that the text itself names.
    static Frame asPrinted(Suspect suspect) {
        Place place = suspect.place();
        return new Frame(
                suspect.address(),
                suspect.origin(),
                place == null ? null : place.function(),
                0,
                place == null ? null : place.file(),
                place == null ? null : place.line(),
                List.of());
    }

    String shownAsPrinted() {
        if (function != null) {
            return at(function, file, line);
        }
        return switch (origin) {
            case PC -> "where it stopped";
            case RETURN -> "where it would have returned to";
            case BACKTRACE, STACK -> "";
        };
    }

    /// `app_main+0x10 at /project/main/main.c:12`, as far as it is known.
    public String shown() {
        if (function == null && file == null && address < FIRST_PAGE) {
            return "no code: a null function pointer was called";
        }
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
