package dev.aegis.espctl.needs;

import java.nio.file.Path;

/// A place that names a folder or file.
///
/// @param file absolute
/// @param line from 1; 0 when the place has no lines
public record Origin(Path file, int line) {
    /// Returns the place as a user reads it.
    public String shown(Path project) {
        return project.relativize(file) + (line > 0 ? ":" + line : "");
    }
}
