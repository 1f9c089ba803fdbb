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

    private ProgressBarReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (String line : lines) {
            Matcher bar = BAR.matcher(line);
            if (bar.find()) {
                memory(bar.group(1), Long.parseLong(bar.group(2)), Long.valueOf(bar.group(3)), found);
            }
            Matcher sketch = SKETCH.matcher(line);
            if (sketch.find()) {
                String most = sketch.group(2);
                memory("Flash", Long.parseLong(sketch.group(1)), most == null ? null : Long.valueOf(most), found);
            }
            Matcher variables = VARIABLES.matcher(line);
            if (variables.find()) {
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
