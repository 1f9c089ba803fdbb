package dev.aegis.bench;

/// Something could not be measured.
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence for a person: lower case, no full stop
    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
