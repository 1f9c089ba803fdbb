package dev.aegis.agent.workspace;

import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.util.Locale;

/// A failure of a workspace, always the machine's fault.
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The disk or the user's quota is full.
    public static final String FULL = "workspace_full";

    public static final String BROKEN = "workspace_broken";

    private final String code;
    private final String hint;

    public WorkspaceException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    private WorkspaceException(String code, String message, String hint, IOException cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    /// @param attempt the step that failed, such as `storing main/main.c`
    public static WorkspaceException of(String attempt, IOException cause) {
        return isFull(cause)
                ? new WorkspaceException(
                        FULL,
                        attempt + ": the build machine's workspace disk is full",
                        "try again later or on another machine; its operator must free space",
                        cause)
                : new WorkspaceException(
                        BROKEN,
                        attempt + ": " + IoReason.of(cause),
                        "try again; if it fails again, report it to the machine's operator",
                        cause);
    }

    /// Java has no exception types for ENOSPC and EDQUOT.
    public static boolean isFull(IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
