package dev.aegis.espctl.failure;

/// Converts an interrupted wait into the failure with exit code 130.
public final class Interruption {
    private Interruption() {}

    public static Failure of(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted", null, interrupted);
    }
}
