package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The program does not fit into its partition, or the partition table is wrong.
final class PartitionRule implements ErrorRule {
    private static final Pattern TOO_SMALL = Pattern.compile("Error: (.*partitions? .*too small.*?):?");
    private static final Pattern CSV = Pattern.compile("(?:Error: )?((?:CSV Error|Partition table|Partition) .*"
            + "(?:line \\d+|overlap|does not fit|doesn't fit|invalid|not aligned).*)");

    @Override
    public @Nullable Finding read(String line) {
        Matcher small = TOO_SMALL.matcher(line);
        if (small.matches()) {
            return Finding.open(
                    Weight.CAUSE,
                    BuildError.MOST_EXCERPT_LINES,
                    next -> next.startsWith("  - "),
                    lines -> new BuildError(
                            null,
                            null,
                            null,
                            "error",
                            small.group(1),
                            lines.stream().map(String::strip).toList(),
                            Category.PARTITION_TOO_SMALL,
                            "choose a larger app partition (CONFIG_PARTITION_TABLE_SINGLE_APP_LARGE or an own CSV),"
                                    + " or build for size with --profile release"));
        }
        Matcher csv = CSV.matcher(line);
        return csv.matches()
                ? Finding.whole(
                        Weight.CAUSE,
                        new BuildError(
                                null,
                                null,
                                null,
                                "error",
                                csv.group(1),
                                List.of(),
                                Category.PARTITION_TABLE,
                                "mend the partition table CSV: name, type, subtype, offset, size; apps begin at"
                                        + " multiples of 0x10000"))
                : null;
    }
}
