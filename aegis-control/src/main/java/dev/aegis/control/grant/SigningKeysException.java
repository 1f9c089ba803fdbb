package dev.aegis.control.grant;

/// The server cannot start with the signing keys that it found. The message says what to do.
public final class SigningKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningKeysException(String message) {
        super(message);
    }
}
