package dev.aegis.agent.server;

/// The failure of an enrolment or registration. One side refused the other, and a person must act, or the build server
/// cannot be reached.
public final class ServerException extends Exception {
    private static final long serialVersionUID = 1L;

    static final String UNREACHABLE = "unreachable";

    private final String code;
    private final String hint;

    ServerException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    /// Whether one of the two sides refused the other; false when the build server cannot be reached.
    public boolean isRefusal() {
        return !code.equals(UNREACHABLE);
    }

    public String hint() {
        return hint;
    }
}
