package dev.aegis.mcp.tool;

import java.util.Locale;

/// Whether a tool's call may continue as a task after the request was answered.
public enum TaskSupport {
    FORBIDDEN,
    OPTIONAL,
    REQUIRED,
    /// A call may continue as a task that the program keeps: it outlives this server, and the extension finds it by its
    /// id. The experimental tasks of 2025-11-25 do not apply, as they end with their session.
    KEPT;

    /// Returns whether the experimental tasks of 2025-11-25 apply.
    public boolean isInSession() {
        return this == OPTIONAL || this == REQUIRED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
