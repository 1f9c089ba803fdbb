package dev.aegis.firmware.errors.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recognizes one way in which a build reports that it failed. An instance reads one log; it may keep a line or two of
/// it, never more.
public interface ErrorRule {
    /// Returns the keywords of this rule. `read` is called only for lines that contain one of them, in the same case.
    /// Nearly all lines of a log contain no keyword of any rule, which is why reading is fast: choose words that
    /// few other lines contain. They must be ASCII.
    List<String> keywords();

    /// Reads one line.
    ///
    /// @param line without colours and line end
    /// @return the error that begins on this line, or null
    @Nullable
    PendingError read(String line);

    /// Reads one line of which the reason may be on the line before it.
    ///
    /// @param before the last line that was not empty; empty at the start of a log
    default @Nullable PendingError read(String line, String before) {
        return read(line);
    }
}
