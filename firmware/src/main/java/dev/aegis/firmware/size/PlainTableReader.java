package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables without lines that ESP-IDF before v5.3 prints for `size-components` and `size-files`. A heading may have
/// two words; one that begins with `&` continues the memory of the column before.
final class PlainTableReader {
    private static final Pattern HEADING = Pattern.compile("(Archive|Object|Source) File(\\s+\\S.*)");
    private static final Pattern ROW = Pattern.compile("^\\s*(\\S+)((?:\\s+\\d{1,12})+)\\s*$");
    private static final Pattern COLUMN = Pattern.compile(
            "(?:&|D/IRAM|[DI]*RAM\\d*|Flash|FLASH|RTC|PSRAM|SPIRAM)(?: \\.?[a-z_]\\w*)?|\\w+_total|Total|\\.\\S+");

    private PlainTableReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher heading = HEADING.matcher(lines.get(i));
            if (heading.find() && ROW.matcher(lines.get(i + 1)).matches()) {
                List<String> columns = columns(heading.group(2));
                List<Share> shares = heading.group(1).equals("Archive") ? found.components : found.files;
                shares.clear();
                for (i++; i < lines.size(); i++) {
                    Matcher row = ROW.matcher(lines.get(i));
                    if (!row.matches()) {
                        break;
                    }
                    shares.add(share(columns, row.group(1), row.group(2)));
                }
            }
        }
    }

    private static List<String> columns(String headings) {
        List<String> columns = new ArrayList<>();
        Matcher column = COLUMN.matcher(headings);
        while (column.find()) {
            columns.add(column.group());
        }
        return columns;
    }

    private static Share share(List<String> columns, String name, String cells) {
        List<String> numbers = List.of(cells.strip().split("\\s+"));
        Map<String, Long> memories = new TreeMap<>();
        long total = 0;
        String memory = "";
        for (int i = 0; i < Math.min(numbers.size(), columns.size()); i++) {
            long size = Long.parseLong(numbers.get(i));
            String column = columns.get(i).toLowerCase(Locale.ROOT);
            if (column.equals("total")) {
                total = size;
            } else if (!column.contains("total")) {
                memory = memory(column, memory);
                if (size > 0) {
                    memories.merge(memory, size, Long::sum);
                }
            }
        }
        long sum = memories.values().stream().mapToLong(Long::longValue).sum();
        return new Share(name, total > 0 ? total : sum, memories);
    }

    /// @param before of the column before, which a heading like `& .bss` continues
    private static String memory(String column, String before) {
        boolean flash = column.startsWith("flash") || (column.startsWith("&") && before.startsWith("Flash"));
        if (flash) {
            return column.contains("text") || column.contains("code") ? MapRegions.FLASH_CODE : MapRegions.FLASH_DATA;
        }
        if (column.startsWith("&")) {
            return before;
        }
        String first = column.split("[ .]", 2)[0].toUpperCase(Locale.ROOT);
        return first.replaceAll("RAM\\d+$", "RAM");
    }
}
