package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A program that is larger than a memory of the chip.
public final class MemoryRegionRule implements ErrorRule {
    private static final Pattern OVERFLOW = Pattern.compile(".*region [`'](\\w+)'(?::)? overflowed by (\\d+) bytes?.*");
    private static final Pattern NO_FIT =
            Pattern.compile(".*section [`'](\\S+?)' will not fit in region [`'](\\w+)'.*");

    private final RegionHints hints = new RegionHints();

    @Override
    public List<String> keywords() {
        return List.of("overflowed by", "will not fit");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher overflow = OVERFLOW.matcher(line);
        if (overflow.matches()) {
            String region = overflow.group(1);
            return PendingError.cause(MemoryRegionError.of(region, overflow.group(2), hints.tooSmall(region)));
        }
        Matcher section = NO_FIT.matcher(line);
        if (!section.matches()) {
            return null;
        }
        hints.sectionTooLarge(section.group(1));
        return PendingError.whole(
                ErrorRank.CONSEQUENCE,
                BuildError.of(
                        Category.MEMORY_REGION,
                        "section '" + section.group(1) + "' does not fit into memory region '" + section.group(2) + "'",
                        hints.tooSmall(section.group(2))));
    }
}
