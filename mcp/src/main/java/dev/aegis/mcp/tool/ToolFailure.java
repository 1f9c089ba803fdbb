package dev.aegis.mcp.tool;

import org.jspecify.annotations.Nullable;

/// A failure of a tool that the model or its user can act on. A handler throws it; the client gets a result that is
/// marked as an error.
public final class ToolFailure extends RuntimeException {
    /// Messages repeat what the client sent, which may be megabytes.
    private static final int MAX_LENGTH = 1200;

    private final String code;
    private final @Nullable String fix;
    private final @Nullable NextCall next;

    /// @param code a stable code for programs
    /// @param message the failure and its reason, on one line
    /// @param fix the change or command that helps, in words; null if there is none
    public ToolFailure(String code, String message, @Nullable String fix) {
        this(code, message, fix, null);
    }

    /// @param next the call that helps; null if there is none
    public ToolFailure(String code, String message, @Nullable String fix, @Nullable NextCall next) {
        super(shortened(message), null, false, false);
        this.code = code;
        this.fix = fix == null ? null : shortened(fix);
        this.next = next;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }

    public String code() {
        return code;
    }

    public @Nullable String fix() {
        return fix;
    }

    public @Nullable NextCall next() {
        return next;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
