package dev.aegis.espctl.failure;

import java.util.concurrent.ExecutionException;

/// Converts the failure of a call on another thread into the exception that the call threw.
public final class AsyncFailure {
    private AsyncFailure() {}

    public static RuntimeException of(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException reason
                ? reason
                : new IllegalStateException(failed.getCause());
    }
}
