package dev.aegis.agent.execution;

/// What a build left cannot be handed out: it is missing, too large, or no plain file.
final class UnusableArtifactsException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableArtifactsException(String message) {
        super(message);
    }
}
