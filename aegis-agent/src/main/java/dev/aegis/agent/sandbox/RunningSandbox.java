package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.ControlGroup;
import dev.aegis.protocol.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Watches one sandbox from its start to its end.
final class RunningSandbox {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int LINE_COST = 64;

    private final Process process;
    private final SandboxStatus status;
    private final ControlGroup group;
    private final SandboxLimits limits;
    private final OutputSink sink;
    private final AtomicReference<@Nullable SandboxExit> ended = new AtomicReference<>();
    private long logged;

    RunningSandbox(Process process, Path status, ControlGroup group, SandboxLimits limits, OutputSink sink) {
        this.process = process;
        this.status = new SandboxStatus(status);
        this.group = group;
        this.limits = limits;
        this.sink = sink;
    }

    SandboxExit await(StopSignal stop) {
        Thread output = reader("stdout", process.getInputStream());
        Thread errors = reader("stderr", process.getErrorStream());
        try (var subscription = stop.onStop(() -> end(new SandboxExit.Stopped()))) {
            awaitProcess();
        }
        join(output);
        join(errors);
        return exit();
    }

    private void awaitProcess() {
        boolean interrupted = false;
        try {
            if (!process.waitFor(limits.wallTime().toMillis(), TimeUnit.MILLISECONDS)) {
                end(new SandboxExit.TimedOut(limits.wallTime()));
            }
        } catch (InterruptedException asked) {
            interrupted = true;
            end(new SandboxExit.Stopped());
        }
        // A stop asks politely first; this is where it becomes an order.
        while (process.isAlive()) {
            try {
                if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    kill();
                }
            } catch (InterruptedException again) {
                interrupted = true;
                kill();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Why the command is being ended; the first reason counts.
    private void end(SandboxExit reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        switch (reason) {
            case SandboxExit.Stopped stopped -> askToEnd();
            case SandboxExit.TimedOut late -> askToEnd();
            case SandboxExit.Exited exited -> {}
            case SandboxExit.OutOfMemory killed -> kill();
            case SandboxExit.LogFlooded flooded -> kill();
            case SandboxExit.Failed failed -> kill();
        }
    }

    /// TERM to everything but process 1, which then ends by itself: compilers and ninja remove what
    /// they were writing.
    private void askToEnd() {
        Thread.ofVirtual().start(() -> {
            status.initProcess()
                    .ifPresentOrElse(
                            init -> init.descendants().forEach(ProcessHandle::destroy), process::destroyForcibly);
            try {
                if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    kill();
                }
            } catch (InterruptedException impossible) {
                kill();
            }
        });
    }

    /// The end of process 1 is the end of its whole namespace.
    private void kill() {
        status.initProcess().ifPresent(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Thread reader(String stream, InputStream bytes) {
        LineSplitter lines = new LineSplitter(Limits.LOG_LINE_BYTES, text -> hear(stream, text));
        return Thread.ofPlatform().name("sandbox-" + stream).daemon().start(() -> {
            byte[] buffer = new byte[64 * 1024];
            try (bytes) {
                int count;
                while ((count = bytes.read(buffer)) >= 0) {
                    lines.accept(buffer, count);
                }
                lines.finish();
            } catch (IOException closed) {
                end(new SandboxExit.Failed("reading the build's output: " + closed.getMessage()));
            } catch (RuntimeException refused) {
                end(new SandboxExit.Failed("keeping the build's output: " + refused.getMessage()));
            }
        });
    }

    /// What comes after an order to end is not heard; the pipe is only emptied.
    private synchronized void hear(String stream, String text) {
        if (ended.get() instanceof SandboxExit.LogFlooded) {
            return;
        }
        logged += text.length() + LINE_COST;
        if (logged > limits.logBytes()) {
            end(new SandboxExit.LogFlooded(limits.logBytes()));
            return;
        }
        sink.line(stream, text);
    }

    private SandboxExit exit() {
        SandboxExit reason = ended.get();
        if (reason != null) {
            return reason;
        }
        if (status.exitCode().isEmpty()) {
            return group.outOfMemoryKills() > 0
                    ? new SandboxExit.OutOfMemory(
                            process.exitValue(), limits.group().memoryBytes())
                    : new SandboxExit.Failed("the sandbox ended with code " + process.exitValue()
                            + " before the command did; its last lines say why");
        }
        int code = status.exitCode().getAsInt();
        return code != 0 && group.outOfMemoryKills() > 0
                ? new SandboxExit.OutOfMemory(code, limits.group().memoryBytes())
                : new SandboxExit.Exited(code);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
