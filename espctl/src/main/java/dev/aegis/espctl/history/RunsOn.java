package dev.aegis.espctl.history;

import dev.aegis.firmware.image.ChipRevisions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The revisions of the chip that run a build: three fields of answers. Each is null when unknown.
///
/// @param minRev the lowest, 100 times the major number plus the minor number
/// @param maxRev the highest that the build's ESP-IDF knows
/// @param runsOn a sentence, if there are chips that do not run the build
public record RunsOn(
        @Nullable Integer minRev,
        @Nullable Integer maxRev,
        @Nullable String runsOn) {
    static RunsOn of(String target, Optional<ChipRevisions> revisions) {
        return revisions
                .map(known -> new RunsOn(
                        known.min(), known.max(), known.sentence(target).orElse(null)))
                .orElse(new RunsOn(null, null, null));
    }

    /// Returns the sentence as a line; empty without one.
    public String line() {
        return runsOn == null ? "" : runsOn + "\n";
    }
}
