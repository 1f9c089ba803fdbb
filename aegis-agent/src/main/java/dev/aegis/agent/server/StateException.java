package dev.aegis.agent.server;

/// The state directory cannot be used; the operator must act.
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
