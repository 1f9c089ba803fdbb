package dev.aegis.firmware.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An error whose further lines may still come.
final class Finding {
    private final Weight expected;
    private final Function<BuildError, Weight> weight;
    private final Predicate<String> belongs;
    private final Function<List<String>, BuildError> finish;
    private final int most;
    private final List<String> following = new ArrayList<>();

    private Finding(
            Weight expected,
            Function<BuildError, Weight> weight,
            int most,
            Predicate<String> belongs,
            Function<List<String>, BuildError> finish) {
        this.expected = expected;
        this.weight = weight;
        this.most = most;
        this.belongs = belongs;
        this.finish = finish;
    }

    static Finding whole(Weight weight, BuildError error) {
        return new Finding(weight, whole -> weight, 0, line -> false, lines -> error);
    }

    /// @param most how many further lines to keep
    /// @param belongs whether the next line is still part of it
    /// @param finish makes the error from the further lines
    static Finding open(Weight weight, int most, Predicate<String> belongs, Function<List<String>, BuildError> finish) {
        return new Finding(weight, whole -> weight, most, belongs, finish);
    }

    static BuildError error(Category category, String message, @Nullable String hint) {
        return new BuildError(null, null, null, "error", message, List.of(), category, hint);
    }

    /// The same, when only the whole error tells how near to the root it is.
    Finding weighed(Function<BuildError, Weight> byError) {
        return new Finding(expected, byError, most, belongs, finish);
    }

    /// What the first line promises; all that is needed to count a finding without making an error of it.
    Weight expected() {
        return expected;
    }

    Weight weight(BuildError error) {
        return weight.apply(error);
    }

    /// @return whether the line belonged to this finding
    boolean take(String line) {
        if (following.size() >= most || !belongs.test(line)) {
            return false;
        }
        following.add(line);
        return true;
    }

    BuildError error() {
        return finish.apply(following);
    }
}
