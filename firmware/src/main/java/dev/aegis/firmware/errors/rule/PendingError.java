package dev.aegis.firmware.errors.rule;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An error that has begun on one line of the log and may take further lines.
public final class PendingError {
    private final ErrorRank expected;
    private final Function<BuildError, ErrorRank> rank;
    private final Predicate<String> belongs;
    private final Function<List<String>, BuildError> finish;
    private final int most;
    private final List<String> following = new ArrayList<>();

    private PendingError(
            ErrorRank expected,
            Function<BuildError, ErrorRank> rank,
            int most,
            Predicate<String> belongs,
            Function<List<String>, BuildError> finish) {
        this.expected = expected;
        this.rank = rank;
        this.most = most;
        this.belongs = belongs;
        this.finish = finish;
    }

    /// An error that takes no further lines.
    public static PendingError whole(ErrorRank rank, BuildError error) {
        return new PendingError(rank, whole -> rank, 0, line -> false, lines -> error);
    }

    /// A root cause that takes no further lines.
    public static PendingError cause(BuildError error) {
        return whole(ErrorRank.CAUSE, error);
    }

    /// A root cause without a place in the project.
    public static PendingError cause(Category category, String message, @Nullable String hint) {
        return cause(BuildError.of(category, message, hint));
    }

    /// An error that takes further lines.
    ///
    /// @param most the number of further lines to keep
    /// @param belongs whether the next line is part of the error
    /// @param finish makes the error from the further lines
    public static PendingError open(
            ErrorRank rank, int most, Predicate<String> belongs, Function<List<String>, BuildError> finish) {
        return new PendingError(rank, whole -> rank, most, belongs, finish);
    }

    /// Returns the same pending error with a rank that is known only once the error is complete.
    public PendingError rankedBy(Function<BuildError, ErrorRank> byError) {
        return new PendingError(expected, byError, most, belongs, finish);
    }

    /// Returns the rank by the first line alone: enough to count an error without finishing it.
    public ErrorRank expectedRank() {
        return expected;
    }

    /// Returns the rank of the finished error.
    public ErrorRank rank(BuildError error) {
        return rank.apply(error);
    }

    /// Adds the line if it is part of this error.
    ///
    /// @return whether it is
    public boolean take(String line) {
        if (following.size() >= most || !belongs.test(line)) {
            return false;
        }
        following.add(line);
        return true;
    }

    /// Makes the error of the lines taken so far.
    public BuildError finish() {
        return finish.apply(following);
    }
}
