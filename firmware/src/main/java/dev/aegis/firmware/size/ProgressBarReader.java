package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The summary lines of PlatformIO and of the Arduino tools. Their limit for flash is the size of the app partition.
final class ProgressBarReader {
    private static final Pattern BAR = Pattern.compile(
            "(RAM|Flash|PSRAM|IRAM|DRAM):\\s*\\[[=# -]*\\]\\s*[\\d.,]+%\\s*\\(used (\\d{1,12}) bytes from (\\d{1,12}) bytes\\)");
    private static final Pattern SKETCH =
            Pattern.compile("Sketch uses (\\d{1,12}) bytes(?:.*?Maximum is (\\d{1,12}) bytes)?");
    private static final Pattern VARIABLES = Pattern.compile("Global variables use (\\d{1,12}) bytes"
            + "(?:.*?leaving (-?\\d{1,12}) bytes)?(?:.*?Maximum is (\\d{1,12}) bytes)?");

    /// A share of a hundred in brackets, in any language.
    private static final Pattern SHARE = Pattern.compile("\\((\\d{1,3}) ?%\\)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,])\\d{1,12}(?![\\d.,]\\d)");

    private ProgressBarReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (String line : lines) {
            Matcher bar = BAR.matcher(line);
            if (bar.find()) {
                memory(bar.group(1), Long.parseLong(bar.group(2)), Long.valueOf(bar.group(3)), found);
            }
            Matcher sketch = SKETCH.matcher(line);
            boolean english = sketch.find();
            if (english) {
                String most = sketch.group(2);
                memory("Flash", Long.parseLong(sketch.group(1)), most == null ? null : Long.valueOf(most), found);
            }
            Matcher variables = VARIABLES.matcher(line);
            english |= variables.find();
            if (!english) {
                translated(line, found);
            } else if (variables.hasMatch()) {
                long used = Long.parseLong(variables.group(1));
                String left = variables.group(2);
                String most = variables.group(3);
                memory(
                        "RAM",
                        used,
                        most != null
                                ? Long.valueOf(most)
                                : left == null ? null : Long.valueOf(used + Long.parseLong(left)),
                        found);
            }
        }
    }

    /// Arduino translates its two sentences. The figures tell which one it is: used bytes and limit of flash, or used
    /// bytes, free bytes and limit of RAM, with the share that they make.
    private static void translated(String line, ReportBuilder found) {
        Matcher share = SHARE.matcher(line);
        if (!share.find()) {
            return;
        }
        long percent = Long.parseLong(share.group(1));
        List<Long> figures = NUMBER.matcher(line.substring(0, share.start()) + " " + line.substring(share.end()))
                .results()
                .map(figure -> Long.valueOf(figure.group()))
                .toList();
        if (figures.size() == 2 && isShare(figures.getFirst(), figures.get(1), percent)) {
            memory("Flash", figures.getFirst(), figures.get(1), found);
        } else if (figures.size() == 3
                && isShare(figures.getFirst(), figures.get(2), percent)
                && figures.getFirst() + figures.get(1) == figures.get(2)) {
            memory("RAM", figures.getFirst(), figures.get(2), found);
        }
    }

    private static boolean isShare(long used, long total, long percent) {
        return total >= 1024 && used * 100 / total == percent;
    }

    private static void memory(String name, long used, @Nullable Long total, ReportBuilder found) {
        found.memories.removeIf(memory -> memory.name().equals(name));
        if (name.equals("Flash")) {
            found.memories.add(Memory.of(name, used, null, List.of()));
            found.partitionSize = total;
        } else {
            found.memories.add(Memory.of(name, used, total, List.of()));
        }
    }
}
