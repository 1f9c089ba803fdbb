package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.partitions.FittingTable;
import dev.aegis.firmware.partitions.LoggedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An image that is larger than its partition, or a bootloader that reaches into the partition table.
public final class ImageSizeRule implements ErrorRule {
    private static final Pattern TOO_SMALL = Pattern.compile("Error: (.*partitions? .*too small.*?):?");
    private static final Pattern OVERFLOW =
            Pattern.compile("\\s*- Part '(.+?)' .*size 0x([0-9a-f]{1,8}) \\(overflow 0x([0-9a-f]{1,8})\\)");
    private static final Pattern IMAGE = Pattern.compile("for binary \\S+ size 0x([0-9a-f]{1,8})");
    private static final Pattern BOOTLOADER =
            Pattern.compile("Error: (Bootloader binary size 0x[0-9a-f]+ bytes is too large.*)");

    private final LoggedTable table = new LoggedTable();

    @Override
    public List<String> keywords() {
        List<String> keywords = new ArrayList<>(LoggedTable.KEYWORDS);
        keywords.add("too small");
        keywords.add("too large");
        return keywords;
    }

    @Override
    public @Nullable PendingError read(String line) {
        table.take(line);
        Matcher small = TOO_SMALL.matcher(line);
        if (small.matches()) {
            return PendingError.open(
                    ErrorRank.CAUSE,
                    BuildError.MOST_EXCERPT_LINES,
                    next -> next.startsWith("  - "),
                    lines -> tooSmall(small.group(1), lines));
        }
        Matcher bootloader = BOOTLOADER.matcher(line);
        return bootloader.matches()
                ? PendingError.cause(BuildError.of(
                        Category.PARTITION_TOO_SMALL,
                        bootloader.group(1),
                        "reduce the log level of the bootloader (CONFIG_BOOTLOADER_LOG_LEVEL), or move the"
                                + " partition table to a higher CONFIG_PARTITION_TABLE_OFFSET"))
                : null;
    }

    private BuildError tooSmall(String message, List<String> lines) {
        Matcher image = IMAGE.matcher(message);
        FittingTable fitting =
                image.find() ? table.fitting(Long.parseLong(image.group(1), 16)).orElse(null) : null;
        return BuildError.of(Category.PARTITION_TOO_SMALL, message, hint(lines))
                .showing(lines.stream().map(String::strip).toList())
                .withTable(fitting == null ? null : fitting.csv(), fitting == null ? null : fitting.advice());
    }

    private static String hint(List<String> lines) {
        String change = "choose a larger app partition (CONFIG_PARTITION_TABLE_SINGLE_APP_LARGE or your own CSV),"
                + " or optimize for size with --profile release";
        return lines.stream()
                .map(OVERFLOW::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(part -> "partition '" + part.group(1) + "' of " + Long.parseLong(part.group(2), 16) + " bytes is "
                        + Long.parseLong(part.group(3), 16) + " bytes too small: " + change)
                .orElse(change);
    }
}
