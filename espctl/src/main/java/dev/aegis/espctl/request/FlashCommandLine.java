package dev.aegis.espctl.request;

import dev.aegis.espctl.failure.ShellWord;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The esptool command line that writes the files of a build into flash, as it is to be typed in the user's folder.
///
/// @param chip the chip
/// @param port the serial port; absent for the one that esptool finds
/// @param parts the files for flash
public record FlashCommandLine(String chip, @Nullable String port, List<Part> parts) {
    public FlashCommandLine {
        parts = List.copyOf(parts);
    }

    /// @param offset in flash
    public record Part(long offset, Path file) {}

    /// @param workingFolder the user's folder; paths below it are relative to it
    public String text(Path workingFolder) {
        return "esptool.py --chip " + chip + (port == null ? "" : " --port " + ShellWord.of(port)) + " write_flash"
                + parts.stream()
                        .sorted(Comparator.comparingLong(Part::offset))
                        .map(part -> " 0x" + Long.toHexString(part.offset()) + " "
                                + ShellWord.of(shown(part.file(), workingFolder)))
                        .collect(Collectors.joining());
    }

    /// Returns a path as it is to be typed in the user's folder.
    public static String shown(Path file, Path workingFolder) {
        return (file.startsWith(workingFolder) ? workingFolder.relativize(file) : file).toString();
    }
}
