package dev.aegis.bench;

import java.util.List;

/// One measured quantity, with the value of each run.
///
/// @param measurement the name of the measurement, such as `build`
/// @param name the quantity
/// @param unit of the values
/// @param values one per run, in order
/// @param target of section 10 of the specification; empty without a target
record Figure(String measurement, String name, Unit unit, List<Double> values, String target) {
    Figure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure without a run: " + name);
        }
    }

    double minimum() {
        return sorted().getFirst();
    }

    /// Returns the middle value, or the mean of the middle two if their number is even.
    double median() {
        List<Double> sorted = sorted();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double maximum() {
        return sorted().getLast();
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
