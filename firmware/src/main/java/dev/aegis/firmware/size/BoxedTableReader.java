package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.List;

/// Tables drawn with box characters. In a narrow terminal a row takes several lines, with nothing between it and the
/// next; a line without an empty cell begins a row.
final class BoxedTableReader {
    private static final char HEADING = '┃';
    private static final char ROW = '│';

    private BoxedTableReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        List<String> headings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines) {
            String plain = line.strip();
            if (plain.indexOf(HEADING) == 0) {
                join(headings, cells(plain, HEADING));
            } else if (plain.indexOf(ROW) == 0) {
                row(rows, cells(plain, ROW), headings.isEmpty() ? "" : headings.getFirst());
            } else if (plain.startsWith("└")) {
                PrintedTableParser.add(headings, rows, found);
                headings = new ArrayList<>();
                rows = new ArrayList<>();
            }
        }
    }

    private static void row(List<List<String>> rows, List<String> cells, String heading) {
        boolean memory = heading.startsWith("Memory");
        boolean begins = memory
                ? !cells.get(Math.min(1, cells.size() - 1)).isBlank()
                : cells.stream().noneMatch(String::isBlank);
        if (begins || rows.isEmpty()) {
            rows.add(new ArrayList<>(cells));
        } else {
            join(rows.getLast(), cells);
        }
    }

    private static List<String> cells(String line, char bar) {
        List<String> cells = new ArrayList<>(List.of(line.split(String.valueOf(bar), -1)));
        return cells.subList(1, Math.max(1, cells.size() - 1)).stream()
                .map(String::strip)
                .toList();
    }

    private static void join(List<String> whole, List<String> more) {
        for (int i = 0; i < more.size(); i++) {
            if (i == whole.size()) {
                whole.add(more.get(i));
            } else {
                whole.set(i, whole.get(i) + more.get(i));
            }
        }
    }
}
