package dev.aegis.espctl.failure;

/// Turns an interrupted wait into the failure that ends the program with 130.
public final class Interruption {
    private Interruption() {}

    public static Failure of(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted", null, interrupted);
    }
}
