package dev.aegis.firmware.errors.log;

import org.jspecify.annotations.Nullable;

/// The number of builds in one log: a terminal that was copied holds the failed build and the next one. A build begins
/// with the first step after a build tool was started, if the build before it is over.
final class BuildCount {
    private int builds = 1;
    private boolean over;
    private boolean started;
    private boolean earlierFailed;
    private BuildOutcome.Sign outcome = BuildOutcome.Sign.NONE;

    /// Returns whether the next step is the first of another build.
    boolean isNext() {
        return over && started;
    }

    /// Counts another build.
    ///
    /// @param failed whether the build before it has failed
    void begin(boolean failed) {
        builds++;
        earlierFailed |= failed;
        over = false;
        started = false;
        outcome = BuildOutcome.Sign.NONE;
    }

    /// Returns whether the text ends in the middle of a later build.
    boolean isCutOff() {
        return builds > 1 && outcome == BuildOutcome.Sign.NONE;
    }

    void take(BuildOutcome.Sign sign) {
        switch (sign) {
            case STARTED -> started = over;
            case SUCCEEDED, FAILED, CANCELED -> {
                over = true;
                outcome = sign;
            }
            case NONE, ONLY_WARNED -> {}
        }
    }

    /// Returns a sentence for a log of several builds, or null.
    @Nullable
    String note() {
        if (builds == 1) {
            return null;
        }
        String last = switch (outcome) {
            case SUCCEEDED -> "the last one succeeded";
            case CANCELED -> "the last one was canceled";
            case FAILED -> "this is about the last one, which failed";
            default -> "the last one has no end in the log";
        };
        return "the log holds " + builds + " builds; " + last + (earlierFailed ? ", an earlier one failed" : "");
    }
}
