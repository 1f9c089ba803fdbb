package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text without tables that ESP-IDF printed before v5.3, and still prints with its older size tool.
final class PlainTextReader {
    private static final String TITLE = "Total sizes:";
    private static final Pattern USED = Pattern.compile(
            "Used (?:static|stat) (\\S+?)\\s*:\\s*(\\d{1,12}) bytes \\(\\s*(-?\\d{1,12}) (?:remain|available).*");
    private static final Pattern FLASH = Pattern.compile("Used Flash size\\s*:\\s*(\\d{1,12}) bytes.*");
    private static final Pattern PART =
            Pattern.compile("(?:^|\\s)(\\.\\w+|DRAM other|other)(?:\\s+size)?\\s*:\\s*(\\d{1,12}) bytes.*");

    /// ESP-IDF before v4.3.
    private static final Pattern FLASH_CODE = Pattern.compile("(?:^|\\s)Flash code:\\s*(\\d{1,12}) bytes.*");
    private static final Pattern FLASH_DATA = Pattern.compile("(?:^|\\s)Flash rodata:\\s*(\\d{1,12}) bytes.*");

    private PlainTextReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(TITLE)) {
                memories.clear();
            }
            Matcher used = USED.matcher(lines.get(i));
            if (used.find()) {
                long size = Long.parseLong(used.group(2));
                // The tool prints fewer remaining bytes than 0 when the memory overflows.
                long total = size + Long.parseLong(used.group(3));
                memories.add(Memory.of(used.group(1), size, total, parts(lines, i + 1)));
            }
            flash(FLASH, "Flash", lines, i, memories);
            flash(FLASH_CODE, MapRegions.FLASH_CODE, lines, i, memories);
            flash(FLASH_DATA, MapRegions.FLASH_DATA, lines, i, memories);
        }
        ReportBuilder.replace(found.memories, memories);
    }

    private static void flash(Pattern form, String name, List<String> lines, int at, List<Memory> memories) {
        Matcher flash = form.matcher(lines.get(at));
        if (flash.find()) {
            memories.add(Memory.of(name, Long.parseLong(flash.group(1)), null, parts(lines, at + 1)));
        }
    }

    private static List<Part> parts(List<String> lines, int from) {
        List<Part> parts = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            Matcher part = PART.matcher(lines.get(i));
            if (!part.find()) {
                break;
            }
            parts.add(new Part(part.group(1), Long.parseLong(part.group(2))));
        }
        return parts;
    }
}
