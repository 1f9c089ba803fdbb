package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeDifference.Change;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A size report as text of a few lines, for `espctl size` and for AI clients.
public final class SizeSummary {
    private static final int MOST_ROWS = 15;

    private SizeSummary() {}

    /// @param difference to the previous build; absent for the first
    public static String of(SizeReport report, @Nullable SizeDifference difference) {
        StringBuilder text = new StringBuilder();
        line(text, "flash", report.flashUsed(), report.flashRemaining(), difference == null ? 0 : difference.flash());
        line(text, "ram", report.ramUsed(), report.ramRemaining(), difference == null ? 0 : difference.ram());
        for (Memory memory : report.memories()) {
            text.append("  %-12s %s%n".formatted(memory.name(), bytes(memory.used())));
        }
        List<Share> shares = report.components().isEmpty() ? report.files() : report.components();
        if (!shares.isEmpty()) {
            text.append(report.components().isEmpty() ? "largest files\n" : "largest components\n");
            shares.stream()
                    .limit(MOST_ROWS)
                    .forEach(share -> text.append("  %-28s %s%n".formatted(share.name(), bytes(share.size()))));
        }
        if (difference != null && !difference.components().isEmpty()) {
            text.append("changed since the previous build\n");
            difference.components().stream().limit(MOST_ROWS).forEach(change -> text.append(shown(change)));
        }
        return text.toString().replace("\r", "");
    }

    private static void line(StringBuilder text, String name, long used, @Nullable Long free, long by) {
        text.append("%-5s %s used".formatted(name, bytes(used)));
        if (free != null) {
            text.append(", ").append(bytes(free)).append(" left");
        }
        if (by != 0) {
            text.append(", ").append(signed(by)).append(" since the previous build");
        }
        text.append('\n');
    }

    private static String shown(Change change) {
        return "  %-28s %s%n".formatted(change.name(), signed(change.by()));
    }

    private static String signed(long bytes) {
        return (bytes > 0 ? "+" : "-") + bytes(Math.abs(bytes));
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
