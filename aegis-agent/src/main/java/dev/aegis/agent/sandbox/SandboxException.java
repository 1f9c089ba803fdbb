package dev.aegis.agent.sandbox;

/// Thrown when this machine cannot isolate builds. The agent then does not start.
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    SandboxException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    SandboxException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
