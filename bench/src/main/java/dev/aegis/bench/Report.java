package dev.aegis.bench;

import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The figures of one run, as a text table and as JSON.
final class Report {
    private final HostInfo machine;
    private final List<Figure> figures = new ArrayList<>();

    Report(HostInfo machine) {
        this.machine = machine;
    }

    void add(String measurement, String name, Unit unit, List<Double> values, String target) {
        figures.add(new Figure(measurement, name, unit, values, target));
    }

    void add(String measurement, String name, Unit unit, List<Double> values) {
        add(measurement, name, unit, values, "");
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    String table() {
        return machine.sentence() + "\n\n" + Table.of(figures);
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(
                file,
                WireJson.pretty(new Whole(machine, figures.stream().map(Row::of).toList())));
    }

    record Whole(HostInfo machine, List<Row> figures) {}

    /// @param target as text; empty without a target
    record Row(
            String measurement,
            String name,
            String unit,
            int runs,
            double minimum,
            double median,
            double maximum,
            String target,
            List<Double> values) {
        static Row of(Figure figure) {
            return new Row(
                    figure.measurement(),
                    figure.name(),
                    figure.unit().label(),
                    figure.values().size(),
                    figure.minimum(),
                    figure.median(),
                    figure.maximum(),
                    figure.target(),
                    figure.values());
        }
    }
}
