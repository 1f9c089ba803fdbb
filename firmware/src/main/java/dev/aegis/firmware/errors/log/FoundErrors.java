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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The errors of the last build in a log so far, by rank. Keeps ten of each rank and counts the rest.
final class FoundErrors {
    private static final int MOST = 10;
    /// The words in a final message's hint that name the file with the reason.
    private static final String OUTPUT_FILE = "idf_py_std";

    private final Map<ErrorRank, List<BuildError>> byRank = new EnumMap<>(ErrorRank.class);
    private final Set<String> seen = new HashSet<>();
    private final List<BuildError> ofThisBuild = new ArrayList<>();
    private @Nullable BuildError last;
    private boolean failed;
    private boolean canceled;
    private int more;
    private @Nullable BuildReport before;
    private final BuildCount builds = new BuildCount();

    /// A build has done a step. The first step of another build ends the interest in the one before.
    void works() {
        if (builds.isNext()) {
            before = report();
            builds.begin(failed);
            byRank.clear();
            seen.clear();
            ofThisBuild.clear();
            last = null;
            failed = false;
            canceled = false;
            more = 0;
        }
    }

    void add(PendingError pending) {
        works();
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
            ofThisBuild.add(error);
            last = rank == ErrorRank.NONE ? last : error;
        }
    }

    /// Takes back what the sign shows to be harmless.
    void take(BuildOutcome.Sign sign) {
        if (sign != BuildOutcome.Sign.STARTED) {
            works();
        }
        builds.take(sign);
        switch (sign) {
            case FAILED -> {
                failed = true;
                last = null;
            }
            case CANCELED -> canceled = true;
            case ONLY_WARNED -> {
                if (last != null && isOfTool(last)) {
                    remove(last);
                }
                last = null;
            }
            case SUCCEEDED -> {
                if (!failed) {
                    ofThisBuild.stream()
                            .filter(error ->
                                    isOfTool(error) || !of(ErrorRank.CAUSE).contains(error))
                            .forEach(this::remove);
                }
                ofThisBuild.clear();
                failed = false;
            }
            case NONE, STARTED -> {}
        }
    }

    BuildReport report() {
        List<BuildError> errors = new ArrayList<>();
        // A consequence is shown only if nothing better was found.
        for (ErrorRank rank :
                List.of(ErrorRank.CAUSE, ErrorRank.STEP, ErrorRank.CONSEQUENCE, ErrorRank.FINAL_MESSAGE)) {
            if (canceled && rank == ErrorRank.CONSEQUENCE) {
                break;
            }
            if (errors.isEmpty() || rank == ErrorRank.STEP) {
                of(rank).stream()
                        .limit(rank == ErrorRank.FINAL_MESSAGE ? 1 : MOST)
                        .filter(error -> !isRepeated(error, errors))
                        .map(error -> rank == ErrorRank.FINAL_MESSAGE
                                        || (error.excerpt().isEmpty() && rank == ErrorRank.CONSEQUENCE)
                                ? withOutputFile(error)
                                : error)
                        .forEach(errors::add);
            }
        }
        if (!errors.isEmpty() && errors.getFirst().category() == Category.LINK) {
            errors.addAll(0, of(ErrorRank.SUSPICION));
        }
        List<BuildError> first = ShortReport.fit(errors.stream().limit(MOST).toList());
        if (first.isEmpty()) {
            return before != null && builds.isCutOff()
                    ? new BuildReport(before.errors(), before.more(), before.phase(), before.fault(), builds.note())
                    : new BuildReport(first, 0, null, null, builds.note());
        }
        BuildError decisive = first.getFirst();
        return new BuildReport(
                first,
                more + errors.size() - first.size(),
                decisive.category().phase(),
                decisive.fault(),
                builds.note());
    }

    private BuildError withOutputFile(BuildError error) {
        return of(ErrorRank.FINAL_MESSAGE).stream()
                .map(BuildError::hint)
                .filter(hint -> hint != null && hint.contains(OUTPUT_FILE))
                .findFirst()
                .map(error::advising)
                .orElse(error);
    }

    private void remove(BuildError error) {
        byRank.forEach((rank, errors) -> {
            if (errors.remove(error)) {
                seen.remove(rank + "\n" + error.place() + "\n" + error.message());
            }
        });
    }

    private boolean isFull(ErrorRank rank) {
        return of(rank).size() >= MOST;
    }

    private List<BuildError> of(ErrorRank rank) {
        return byRank.computeIfAbsent(rank, none -> new ArrayList<>());
    }

    /// Returns whether a tool of the build reported the error: CMake may go on after it.
    private static boolean isOfTool(BuildError error) {
        return error.category() == Category.STEP || error.category() == Category.TOOLCHAIN;
    }

    /// Returns whether the errors already contain the same message, the same missing file, or a memory that overflowed,
    /// which puts code out of reach.
    private static boolean isRepeated(BuildError error, List<BuildError> errors) {
        if (error.category() == Category.LINK
                && error.message().contains("relocation")
                && errors.stream().anyMatch(other -> other.category() == Category.MEMORY_REGION)) {
            return true;
        }
        return errors.stream()
                .anyMatch(other -> error.file() == null
                        ? other.message().equals(error.message())
                        : error.category() == Category.MISSING_FILE
                                && other.category() == Category.MISSING_FILE
                                && Objects.equals(error.file(), other.file()));
    }
}
