package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.ControlGroup;
import dev.aegis.agent.sandbox.disk.DiskBreach;
import dev.aegis.agent.sandbox.disk.DiskWatch;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One running sandbox, from the start of its process to its end.
final class RunningSandbox {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int LINE_COST = 64;

    private final Process process;
    private final SandboxStatus status;
    private final ControlGroup group;
    private final DiskWatch disk;
    private final SandboxLimits limits;
    private final OutputSink sink;
    private final AtomicReference<@Nullable SandboxExit> ended = new AtomicReference<>();
    private long logged;

    RunningSandbox(
            Process process, Path status, ControlGroup group, DiskWatch disk, SandboxLimits limits, OutputSink sink) {
        this.process = process;
        this.status = new SandboxStatus(status);
        this.group = group;
        this.disk = disk;
        this.limits = limits;
        this.sink = sink;
    }

    SandboxExit await(StopSignal stop) {
        Thread output = reader("stdout", process.getInputStream());
        Thread errors = reader("stderr", process.getErrorStream());
        disk.begin(this::processes, breach -> end(SandboxExit.of(breach)));
        try (var subscription = stop.onStop(() -> end(new SandboxExit.Stopped()))) {
            awaitProcess();
        }
        join(output);
        join(errors);
        Optional<DiskBreach> breach = disk.finish();
        return exit(breach.map(SandboxExit::of).orElse(null));
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
        // SIGTERM was sent first; send SIGKILL after the grace period.
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

    /// Ends the command. If there are several reasons, the first one is reported.
    private void end(SandboxExit reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        switch (reason) {
            case SandboxExit.Stopped stopped -> terminate();
            case SandboxExit.TimedOut late -> terminate();
            case SandboxExit.Exited exited -> {}
            case SandboxExit.OutOfMemory killed -> kill();
            case SandboxExit.LogFlooded flooded -> kill();
            case SandboxExit.DiskExceeded exceeded -> kill();
            case SandboxExit.DiskShort low -> kill();
            case SandboxExit.Failed failed -> kill();
        }
    }

    /// Sends SIGTERM to all processes except process 1, so that compilers and ninja can remove unfinished
    /// files. Process 1 ends when they have ended.
    private void terminate() {
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

    /// Kills process 1. The kernel then kills all other processes of the namespace.
    private void kill() {
        status.initProcess().ifPresent(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Thread reader(String stream, InputStream bytes) {
        LineSplitter lines = new LineSplitter(Limits.LOG_LINE_BYTES, text -> accept(stream, text));
        return Thread.ofPlatform().name("sandbox-" + stream).daemon().start(() -> {
            byte[] buffer = new byte[64 * 1024];
            try (bytes) {
                int count;
                while ((count = bytes.read(buffer)) >= 0) {
                    lines.accept(buffer, count);
                }
                lines.finish();
            } catch (IOException closed) {
                end(new SandboxExit.Failed("reading the build's output: " + IoReason.of(closed)));
            } catch (RuntimeException refused) {
                end(new SandboxExit.Failed("keeping the build's output: " + refused.getMessage()));
            }
        });
    }

    /// Passes a line on. After the log limit was reached, output is discarded. The pipe is still read, so
    /// that the process cannot block on it.
    private synchronized void accept(String stream, String text) {
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

    private List<Long> processes() {
        List<Long> inGroup = group.processes();
        return inGroup.isEmpty()
                ? status.initProcess().stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid)
                        .toList()
                : inGroup;
    }

    /// @param exceeded a disk limit that was found exceeded after the end
    private SandboxExit exit(@Nullable SandboxExit exceeded) {
        SandboxExit reason = ended.get();
        if (reason != null) {
            return reason;
        }
        if (exceeded != null) {
            return exceeded;
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
