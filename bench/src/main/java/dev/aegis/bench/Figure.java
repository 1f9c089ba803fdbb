package dev.aegis.bench;

import java.util.List;

/// One measured thing, with every run of it.
///
/// @param measurement the measurement that it belongs to, such as `build`
/// @param name what was measured
/// @param unit of the values
/// @param values one a run, in the order of the runs
/// @param target from section 10 of the specification; empty where there is none
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

    /// The middle run; the mean of the middle two when their number is even.
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
