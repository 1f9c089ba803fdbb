package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text without tables that ESP-IDF printed before v5.1, and still prints with its older size tool.
final class PlainTextReader {
    private static final Pattern USED =
            Pattern.compile("Used (?:static|stat) (\\S+?)\\s*:\\s*(\\d+) bytes \\(\\s*(-?\\d+) remain.*");
    private static final Pattern FLASH = Pattern.compile("Used Flash size\\s*:\\s*(\\d+) bytes.*");
    private static final Pattern PART = Pattern.compile("\\s*(\\.\\w+)(?:\\s+size)?\\s*:\\s*(\\d+) bytes.*");

    private PlainTextReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher used = USED.matcher(lines.get(i));
            Matcher flash = FLASH.matcher(lines.get(i));
            if (used.matches()) {
                long size = Long.parseLong(used.group(2));
                long free = Long.parseLong(used.group(3));
                found.memories.add(new Memory(used.group(1), size, free, size + free, parts(lines, i + 1)));
            } else if (flash.matches()) {
                found.memories.add(
                        new Memory("Flash", Long.parseLong(flash.group(1)), null, null, parts(lines, i + 1)));
            }
        }
    }

    private static List<Part> parts(List<String> lines, int from) {
        List<Part> parts = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            Matcher part = PART.matcher(lines.get(i));
            if (!part.matches()) {
                break;
            }
            parts.add(new Part(part.group(1), Long.parseLong(part.group(2))));
        }
        return parts;
    }
}
