package dev.aegis.firmware.errors;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The errors of one log.
///
/// @param errors at most ten, the most important first
/// @param more the number of further errors
/// @param phase the phase in which the build failed; absent without errors
/// @param fault `project` or `infrastructure`; absent without errors
/// @param note which of several builds in the log this is about; absent for a log of one
public record BuildReport(
        List<BuildError> errors,
        int more,
        @Nullable String phase,
        @Nullable String fault,
        @Nullable String note) {
    public BuildReport {
        errors = List.copyOf(errors);
    }

    public Optional<BuildError> first() {
        return errors.stream().findFirst();
    }
}
