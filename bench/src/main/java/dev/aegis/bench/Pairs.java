package dev.aegis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Runs of two commands, measured in turns so that other load on the computer affects both.
///
/// @param ours seconds of the first command, one value per pair
/// @param theirs seconds of the command to compare with, one value per pair
record Pairs(List<Double> ours, List<Double> theirs) {
    /// Measures one of the two once.
    @FunctionalInterface
    interface Run {
        double seconds(int pair);
    }

    /// Measures pairs. Every second pair starts with the other command.
    static Pairs measure(int count, Run ours, Run theirs) {
        Pairs pairs = new Pairs(new ArrayList<>(), new ArrayList<>());
        for (int pair = 0; pair < count; pair++) {
            if (pair % 2 == 0) {
                pairs.theirs.add(theirs.seconds(pair));
                pairs.ours.add(ours.seconds(pair));
            } else {
                pairs.ours.add(ours.seconds(pair));
                pairs.theirs.add(theirs.seconds(pair));
            }
        }
        return pairs;
    }

    /// Returns the ratio of each pair, ours over theirs.
    List<Double> ratios() {
        return combined((mine, other) -> mine / other);
    }

    /// Applies a function to each pair.
    List<Double> combined(DoubleBinaryOperator how) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            values.add(how.applyAsDouble(ours.get(i), theirs.get(i)));
        }
        return values;
    }
}
