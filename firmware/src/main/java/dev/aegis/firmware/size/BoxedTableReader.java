package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables drawn with box characters, or with `+`, `-` and `|` where the terminal has no others. In a narrow terminal a
/// row takes several lines, with nothing between it and the next; a line without an empty cell begins a row.
final class BoxedTableReader {
    private static final Pattern BORDER = Pattern.compile("[┏┌┡├└╘╞╒+][━─═┳┬╇┼┴╪╧╤┻+-]{3,}[┓┐┩┤┘╛╡╕+]");
    private static final Pattern ROW = Pattern.compile("[┃│|].*[┃│|]");
    private static final String BARS = "[┃│|]";

    private final ReportBuilder found;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> headings = new ArrayList<>();
    private boolean inTable;
    private boolean inRows;

    private BoxedTableReader(ReportBuilder found) {
        this.found = found;
    }

    static void read(List<String> lines, ReportBuilder found) {
        BoxedTableReader reader = new BoxedTableReader(found);
        for (String line : lines) {
            reader.take(line);
        }
        reader.end();
    }

    private void take(String line) {
        Matcher row = ROW.matcher(line);
        if (BORDER.matcher(line).find()) {
            border();
        } else if (inTable && row.find()) {
            row(cells(row.group()));
        } else if (inRows && !line.isBlank()) {
            end();
        }
    }

    private void border() {
        if (!inTable) {
            inTable = true;
        } else if (!inRows && !headings.isEmpty()) {
            inRows = true;
        } else {
            end();
        }
    }

    private void end() {
        PrintedTableParser.add(headings, rows, found);
        headings = new ArrayList<>();
        rows.clear();
        inTable = false;
        inRows = false;
    }

    private void row(List<String> cells) {
        if (!inRows) {
            join(headings, cells);
            return;
        }
        boolean memory = headings.getFirst().startsWith("Memory");
        boolean begins = memory
                ? !cells.get(Math.min(1, cells.size() - 1)).isBlank()
                : cells.stream().noneMatch(String::isBlank);
        if (begins || rows.isEmpty()) {
            rows.add(new ArrayList<>(cells));
        } else {
            join(rows.getLast(), cells);
        }
    }

    private static List<String> cells(String row) {
        List<String> cells = List.of(row.split(BARS, -1));
        return cells.subList(1, Math.max(2, cells.size() - 1)).stream()
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
