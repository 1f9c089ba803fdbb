package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values in quotation marks. The tool breaks its lines at 80 characters even so: a record goes on
/// until its quotation marks are closed.
final class CsvTableReader {
    private CsvTableReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        List<String> headings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean begins = line.startsWith("\"Memory Type/Section\"")
                    || line.startsWith("\"Archive File\"")
                    || line.startsWith("\"Object File\"");
            if (record.isEmpty() && !begins && (headings.isEmpty() || !line.startsWith("\""))) {
                continue;
            }
            if (begins) {
                PrintedTableParser.add(headings, rows, found);
                headings = new ArrayList<>();
                rows = new ArrayList<>();
            }
            record.append(line);
            if (whole(record) && !(i + 1 < lines.size() && lines.get(i + 1).startsWith(","))) {
                if (headings.isEmpty()) {
                    headings.addAll(cells(record));
                } else {
                    rows.add(cells(record));
                }
                record.setLength(0);
            }
        }
        PrintedTableParser.add(headings, rows, found);
    }

    private static boolean whole(StringBuilder record) {
        return record.chars().filter(c -> c == '"').count() % 2 == 0 && record.charAt(record.length() - 1) != ',';
    }

    private static List<String> cells(StringBuilder record) {
        String inner = record.substring(1, Math.max(1, record.length() - 1));
        return List.of(inner.split("\"\\s*,\\s*\"", -1));
    }
}
