package dev.aegis.control.http;

/// The server cannot listen on the configured address. The message says why and what to do.
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
