package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.size.LinkMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The error for a memory of the chip that is too small for the program.
public final class MemoryRegionError {
    private static final Pattern REGION = Pattern.compile("memory region '(\\w+)'");
    private static final int LARGEST = 5;
    /// The end of the hint where only the log is known.
    private static final String MAP = "; the largest symbols are in the linker map of the build (build/NAME.map)";

    private MemoryRegionError() {}

    static BuildError of(String region, String bytes, String hint) {
        return BuildError.of(
                Category.MEMORY_REGION,
                "memory region '" + region + "' is too small by " + bytes + " bytes",
                hint + MAP);
    }

    /// Returns the report with the largest sections of the memory below each error of this kind.
    ///
    /// @param map of the link that failed; the linker writes it in spite of the error
    public static BuildReport explained(BuildReport report, LinkMap map) {
        return new BuildReport(
                report.errors().stream().map(error -> explained(error, map)).toList(),
                report.more(),
                report.phase(),
                report.fault(),
                report.note());
    }

    private static BuildError explained(BuildError error, LinkMap map) {
        Matcher region = REGION.matcher(error.message());
        if (error.category() != Category.MEMORY_REGION || !region.find()) {
            return error;
        }
        List<String> largest = map.largest(region.group(1), LARGEST).stream()
                .map(one -> one.size() + " bytes: " + one.section() + " of " + one.file())
                .toList();
        // The bootloader's memories have other names and are not in the app's map.
        String hint = error.hint();
        return largest.isEmpty() ? error : error.showing(largest).advising(hint == null ? null : hint.replace(MAP, ""));
    }
}
