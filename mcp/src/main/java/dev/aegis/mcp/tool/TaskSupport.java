package dev.aegis.mcp.tool;

import java.util.Locale;

/// Whether a tool's call may continue as a task after the request was answered.
public enum TaskSupport {
    FORBIDDEN,
    OPTIONAL,
    REQUIRED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
