package dev.aegis.peer;

/// A failure of a link or a channel, or its end.
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code stable code for programs, such as `connect_failed`
    /// @param message one sentence for the user
    public LinkException(String code, String message) {
        super(message);
        this.code = code;
    }

    public LinkException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
