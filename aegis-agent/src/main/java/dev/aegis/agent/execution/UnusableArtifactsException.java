package dev.aegis.agent.execution;

/// An artifact that cannot be served: it is missing, too large, or not a plain file.
final class UnusableArtifactsException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableArtifactsException(String message) {
        super(message);
    }
}
