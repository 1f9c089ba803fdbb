package dev.aegis.firmware.errors;

import dev.aegis.firmware.size.LinkMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a log comes down to.
///
/// @param errors at most ten, the one that matters most first
/// @param more errors that were found beyond those
/// @param phase where the build broke; absent when no error was found
/// @param fault `project` or `infrastructure`; absent when no error was found
public record BuildReport(
        List<BuildError> errors,
        int more,
        @Nullable String phase,
        @Nullable String fault) {
    public BuildReport {
        errors = List.copyOf(errors);
    }

    public Optional<BuildError> first() {
        return errors.stream().findFirst();
    }

    /// The same report, in which each memory that is too small tells what takes most of it.
    ///
    /// @param map of the link that failed; the linker writes it all the same
    public BuildReport explainedBy(LinkMap map) {
        return new BuildReport(
                errors.stream()
                        .map(error -> MemoryRegionRule.explained(error, map))
                        .toList(),
                more,
                phase,
                fault);
    }
}
