package dev.aegis.peer;

/// A link or channel cannot do what was asked, or has ended.
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code what a program switches on, such as `connect_failed`
    /// @param message one sentence for a person
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
