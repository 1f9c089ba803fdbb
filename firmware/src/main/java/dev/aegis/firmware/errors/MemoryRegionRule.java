package dev.aegis.firmware.errors;

import dev.aegis.firmware.size.LinkMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The program is larger than a memory of the chip.
final class MemoryRegionRule implements ErrorRule {
    private static final Pattern OVERFLOW = Pattern.compile(".*region [`'](\\w+)' overflowed by (\\d+) bytes?.*");
    private static final Pattern MESSAGE = Pattern.compile("memory region '(\\w+)'");
    private static final int LARGEST = 5;
    private static final Pattern NO_FIT =
            Pattern.compile(".*section [`'](\\S+?)' will not fit in region [`'](\\w+)'.*");

    /// What takes most of the region, below an error that this rule has made.
    static BuildError explained(BuildError error, LinkMap map) {
        Matcher region = MESSAGE.matcher(error.message());
        if (error.category() != Category.MEMORY_REGION || !region.find()) {
            return error;
        }
        List<String> largest = map.largest(region.group(1), LARGEST).stream()
                .map(one -> one.size() + " bytes: " + one.section() + " of " + one.file())
                .toList();
        // The bootloader's memories have other names, and are not in the app's map.
        return largest.isEmpty() ? error : error.showing(largest);
    }

    private final RegionAdvice advice = new RegionAdvice();

    @Override
    public @Nullable Finding read(String line) {
        Matcher overflow = OVERFLOW.matcher(line);
        if (overflow.matches()) {
            String region = overflow.group(1);
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(
                            Category.MEMORY_REGION,
                            "memory region '" + region + "' is too small by " + overflow.group(2) + " bytes",
                            advice.tooSmall(region)));
        }
        Matcher section = NO_FIT.matcher(line);
        if (!section.matches()) {
            return null;
        }
        advice.sectionTooLarge(section.group(1));
        return Finding.whole(
                Weight.CONSEQUENCE,
                Finding.error(
                        Category.MEMORY_REGION,
                        "section '" + section.group(1) + "' does not fit into memory region '" + section.group(2) + "'",
                        advice.tooSmall(section.group(2))));
    }
}
