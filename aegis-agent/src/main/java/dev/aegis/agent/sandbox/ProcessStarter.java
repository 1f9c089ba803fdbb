package dev.aegis.agent.sandbox;

import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts every sandbox from one platform thread that runs as long as the agent. `--die-with-parent` acts
/// when the *thread* that started bubblewrap ends (prctl(2), PR_SET_PDEATHSIG), and the carrier of a virtual
/// thread may end at any time: builds were killed between 22 and 42 seconds after their start.
final class ProcessStarter implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("sandbox-starter").daemon().factory());

    ProcessStarter() {
        // The executor creates its thread with the first task and keeps it.
        thread.execute(() -> {});
    }

    Process start(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                started.complete(builder.start());
            } catch (IOException | RuntimeException broken) {
                started.completeExceptionally(broken);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException failed) {
            String reason = failed.getCause() instanceof IOException broken
                    ? IoReason.of(broken)
                    : "the program does not accept its arguments";
            throw new IOException("bubblewrap cannot be started: " + reason, failed);
        } catch (InterruptedException stopped) {
            var _ = started.thenAccept(Process::destroyForcibly);
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the sandbox was starting", stopped);
        }
    }

    /// Ends all running sandboxes.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
