package dev.aegis.firmware.errors;

import org.jspecify.annotations.Nullable;

/// Knows one way in which a build says that it failed. A rule belongs to one log and may remember a line or two of it,
/// never more.
interface ErrorRule {
    /// @param line without colours and line end
    /// @return what begins on this line, or null
    @Nullable
    Finding read(String line);
}
