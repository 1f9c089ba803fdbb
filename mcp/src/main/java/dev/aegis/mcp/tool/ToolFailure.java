package dev.aegis.mcp.tool;

import org.jspecify.annotations.Nullable;

/// A tool's work did not succeed, for a reason that the model or its user can act on. A handler throws it; the
/// client sees a result marked as an error.
public final class ToolFailure extends RuntimeException {
    /// A sentence may name what it refuses, and a client may have sent megabytes of it.
    private static final int LONGEST = 1200;

    private final String code;
    private final @Nullable String next;

    /// @param code a stable word that a program can switch on
    /// @param message what failed and why, on one line
    /// @param next the exact tool call or command that helps, where there is one
    public ToolFailure(String code, String message, @Nullable String next) {
        super(shortened(message), null, false, false);
        this.code = code;
        this.next = next == null ? null : shortened(next);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    public String code() {
        return code;
    }

    public @Nullable String next() {
        return next;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
