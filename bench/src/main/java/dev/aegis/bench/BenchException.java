package dev.aegis.bench;

/// A figure could not be measured.
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence for the user, in lower case, without a full stop
    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
