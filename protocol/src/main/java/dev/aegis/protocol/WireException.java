package dev.aegis.protocol;

/// What another machine sent does not fit the protocol. The message names the thing and the reason.
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
