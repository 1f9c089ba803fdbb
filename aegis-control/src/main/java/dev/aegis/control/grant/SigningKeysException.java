package dev.aegis.control.grant;

/// Signing keys with which the server cannot start. The message says what to do.
public final class SigningKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningKeysException(String message) {
        super(message);
    }
}
