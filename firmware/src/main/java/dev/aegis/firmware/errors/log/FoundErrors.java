package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.PendingError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The errors found in a log so far, by rank. Keeps ten of each rank and counts the rest.
final class FoundErrors {
    private static final int MOST = 10;

    private final Map<ErrorRank, List<BuildError>> byRank = new EnumMap<>(ErrorRank.class);
    private final Set<String> seen = new HashSet<>();
    private int more;

    void add(PendingError pending) {
        if (isFull(ErrorRank.CAUSE)) {
            // Nothing is reported before ten causes.
            more += pending.expectedRank() == ErrorRank.CAUSE ? 1 : 0;
            return;
        }
        if (pending.expectedRank() == ErrorRank.CONSEQUENCE && isFull(ErrorRank.CONSEQUENCE)) {
            more++;
            return;
        }
        BuildError error = pending.finish();
        ErrorRank rank = pending.rank(error);
        if (isFull(rank)) {
            more++;
        } else if (seen.add(rank + "\n" + error.place() + "\n" + error.message())) {
            of(rank).add(error);
        }
    }

    BuildReport report() {
        List<BuildError> errors = new ArrayList<>();
        // A consequence is shown only if nothing better was found.
        for (ErrorRank rank :
                List.of(ErrorRank.CAUSE, ErrorRank.STEP, ErrorRank.CONSEQUENCE, ErrorRank.FINAL_MESSAGE)) {
            if (errors.isEmpty() || rank == ErrorRank.STEP) {
                of(rank).stream()
                        .limit(rank == ErrorRank.FINAL_MESSAGE ? 1 : MOST)
                        .filter(error -> !isRepeated(error, errors))
                        .forEach(errors::add);
            }
        }
        if (!errors.isEmpty() && errors.getFirst().category() == Category.LINK) {
            errors.addAll(0, of(ErrorRank.SUSPICION));
        }
        List<BuildError> first = errors.stream().limit(MOST).toList();
        if (first.isEmpty()) {
            return new BuildReport(first, 0, null, null);
        }
        Category decisive = first.getFirst().category();
        return new BuildReport(first, more + errors.size() - first.size(), decisive.phase(), decisive.fault());
    }

    private boolean isFull(ErrorRank rank) {
        return of(rank).size() >= MOST;
    }

    private List<BuildError> of(ErrorRank rank) {
        return byRank.computeIfAbsent(rank, none -> new ArrayList<>());
    }

    /// Returns whether the errors already contain the same message, or the same missing file.
    private static boolean isRepeated(BuildError error, List<BuildError> errors) {
        return errors.stream()
                .anyMatch(other -> error.file() == null
                        ? other.message().equals(error.message())
                        : error.category() == Category.MISSING_FILE
                                && other.category() == Category.MISSING_FILE
                                && error.file().equals(other.file()));
    }
}
