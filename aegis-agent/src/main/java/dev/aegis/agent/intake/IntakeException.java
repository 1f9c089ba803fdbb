package dev.aegis.agent.intake;

/// A sync that breaks a rule; the user or the client must change it. Failures of the machine are `WorkspaceException`s.
public final class IntakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String hint;

    IntakeException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    /// `project_too_large`, `project_empty`, `path_refused`, `blob_refused`, `sync_incomplete`.
    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
