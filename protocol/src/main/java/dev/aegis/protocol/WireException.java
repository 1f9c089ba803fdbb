package dev.aegis.protocol;

/// Thrown when data from another machine does not follow the protocol. The message names the field or token and the
/// reason.
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
