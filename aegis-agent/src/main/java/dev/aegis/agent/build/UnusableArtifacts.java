package dev.aegis.agent.build;

/// What a build left cannot be handed out: it is missing, too large, or no plain file.
final class UnusableArtifacts extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableArtifacts(String message) {
        super(message);
    }
}
