package dev.aegis.agent.server;

/// The build server will not have this machine, or this machine will not have the build server. A person must act.
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

    /// Whether one of the two sides said no, as against a build server that is not there.
    public boolean isRefusal() {
        return !code.equals(UNREACHABLE);
    }

    public String hint() {
        return hint;
    }
}
