package dev.aegis.bench;

import java.util.ArrayList;
import java.util.List;

/// A text table of figures. Numbers are aligned right, words left.
final class Table {
    private static final List<String> HEADINGS = List.of("", "unit", "runs", "min", "median", "max", "target");
    private static final int FIRST_NUMBER = 2;
    private static final int LAST_NUMBER = 5;

    private Table() {}

    static String of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        String measurement = "";
        for (Figure figure : figures) {
            if (!figure.measurement().equals(measurement)) {
                measurement = figure.measurement();
                rows.add(List.of(measurement, "", "", "", "", "", ""));
            }
            rows.add(row(figure));
        }
        return lines(rows);
    }

    private static List<String> row(Figure figure) {
        Unit unit = figure.unit();
        return List.of(
                "  " + figure.name(),
                unit.label(),
                Integer.toString(figure.values().size()),
                unit.show(figure.minimum()),
                unit.show(figure.median()),
                unit.show(figure.maximum()),
                figure.target());
    }

    private static String lines(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(width(rows, column) - cell.length());
                boolean number = column >= FIRST_NUMBER && column <= LAST_NUMBER;
                line.append(number ? padding + cell : cell + padding).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
