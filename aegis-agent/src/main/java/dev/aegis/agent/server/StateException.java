package dev.aegis.agent.server;

/// A failure of the state directory, which the operator must fix.
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    StateException(String message, String hint, Exception cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
