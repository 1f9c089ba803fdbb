package dev.aegis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Runs of two things that were measured in turns, so that a load on the machine that comes and goes meets both.
///
/// @param ours seconds, one a pair
/// @param theirs of what ours is held against
record Pairs(List<Double> ours, List<Double> theirs) {
    /// One of the two, measured once.
    @FunctionalInterface
    interface Run {
        double seconds(int pair);
    }

    /// Every second pair begins with the other one.
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

    /// Ours over theirs, pair by pair.
    List<Double> ratios() {
        return combined((mine, other) -> mine / other);
    }

    /// Pair by pair.
    List<Double> combined(DoubleBinaryOperator how) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            values.add(how.applyAsDouble(ours.get(i), theirs.get(i)));
        }
        return values;
    }
}
