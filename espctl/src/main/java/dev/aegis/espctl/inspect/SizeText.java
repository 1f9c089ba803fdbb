package dev.aegis.espctl.inspect;

import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeDifference.Change;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text about the size of a firmware, for `espctl size` and for AI clients.
public final class SizeText {
    private static final int MOST_ROWS = 15;
    private static final String SHARE = "  %-28s %s\n";

    private SizeText() {}

    /// Returns the text about a finished build.
    public static String of(SizeAnswer answer) {
        StringBuilder text = new StringBuilder("task ")
                .append(answer.taskId())
                .append(" for ")
                .append(answer.target())
                .append('\n');
        SizeAnswer.Previous previous = answer.previous();
        text.append(
                previous == null
                        ? of(answer.sizeReport(), null)
                        : of(answer.sizeReport(), previous.difference(), previous.words()));
        @Nullable Long image = answer.sizeReport().imageSize();
        @Nullable Long partition = answer.sizeReport().partitionSize();
        if (image != null && partition != null) {
            text.append("image ")
                    .append(bytes(image))
                    .append(" with its padding, in the smallest app partition of ")
                    .append(bytes(partition))
                    .append(partition == 0 ? "" : " (" + percent(image, partition) + " %)")
                    .append('\n');
        }
        if (previous == null) {
            return text.append("no previous build of this project and chip to compare with\n")
                    .toString();
        }
        return text.append(previous.asked() ? "compared with build " : "compared with the previous build ")
                .append(previous.taskId())
                .append(previous.target().equals(answer.target()) ? "" : " for " + previous.target())
                .append(", ")
                .append(previous.profile())
                .append('\n')
                .toString();
    }

    /// Returns the table of a report alone.
    ///
    /// @param difference to the previous build; null for the first
    public static String of(SizeReport report, @Nullable SizeDifference difference) {
        return of(report, difference, " since the previous build");
    }

    private static String of(SizeReport report, @Nullable SizeDifference difference, String since) {
        StringBuilder text = new StringBuilder();
        line(text, "flash", report.flashUsed(), flash(report) + by(difference == null ? 0 : difference.flash(), since));
        line(text, "ram", report.ramUsed(), ram(report) + by(difference == null ? 0 : difference.ram(), since));
        for (Memory memory : report.memories()) {
            text.append("  %-12s %s%s\n".formatted(memory.name(), bytes(memory.used()), of(memory)));
        }
        List<Share> shares = report.components().isEmpty() ? report.files() : report.components();
        if (!shares.isEmpty()) {
            text.append(report.components().isEmpty() ? "largest files\n" : "largest components\n");
            shares.stream()
                    .limit(MOST_ROWS)
                    .forEach(share -> text.append(SHARE.formatted(share.name(), bytes(share.size()))));
        }
        if (difference != null && !difference.components().isEmpty()) {
            text.append("changed").append(since).append('\n');
            for (Change change :
                    difference.components().stream().limit(MOST_ROWS).toList()) {
                text.append(SHARE.formatted(change.name(), signed(change.by())));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long used, String rest) {
        text.append("%-5s %s used".formatted(name, bytes(used))).append(rest).append('\n');
    }

    private static String by(long bytes, String since) {
        return bytes == 0 ? "" : ", " + signed(bytes) + since;
    }

    private static String flash(SizeReport report) {
        Long left = report.flashRemaining();
        Long over = report.flashOverflow();
        Long partition = report.partitionSize();
        if (over != null && partition != null) {
            return ", " + bytes(over) + " too large for the smallest app partition of " + bytes(partition);
        }
        return left == null ? "" : ", " + bytes(left) + " left";
    }

    private static String ram(SizeReport report) {
        if (!report.overflows().isEmpty()) {
            return report.overflows().stream()
                    .map(memory -> ", " + memory.name() + " is " + bytes(orZero(memory.overflow())) + " over")
                    .collect(Collectors.joining());
        }
        Long left = report.ramRemaining();
        return left == null ? "" : ", " + bytes(left) + " left";
    }

    /// Returns how much of a memory this is; nothing where its size is unknown.
    private static String of(Memory memory) {
        Long total = memory.total();
        Long over = memory.overflow();
        if (total == null || total == 0) {
            return over == null ? "" : ", " + bytes(over) + " over";
        }
        return " of %s (%s %%)".formatted(count(total), percent(memory.used(), total))
                + (over == null ? "" : ", " + bytes(over) + " over");
    }

    /// Returns the share with one digit behind the point.
    public static String percent(long used, long total) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * used / total);
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static String signed(long bytes) {
        return (bytes > 0 ? "+" : "-") + bytes(Math.abs(bytes));
    }

    private static String bytes(long bytes) {
        return count(bytes) + " bytes";
    }

    private static String count(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
