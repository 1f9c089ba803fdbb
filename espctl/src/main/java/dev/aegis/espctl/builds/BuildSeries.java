package dev.aegis.espctl.builds;

import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.RemoteBuild;
import dev.aegis.espctl.request.BuildRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Several builds, one after another or side by side, that share a client and a WebRTC engine. The first Ctrl-C ends
/// every running build and the series.
public final class BuildSeries implements AutoCloseable {
    private final BuildProject builder;
    private final BuildPreparation preparation;
    private final ControlC interrupts;
    private final Thread owner = Thread.currentThread();

    /// The builds of the series by the thread of each; empty before the thread has a build.
    private final Map<Thread, Optional<RemoteBuild>> running = new HashMap<>();

    private boolean watching;
    private boolean stopped;

    /// Belongs to the thread that makes it.
    BuildSeries(BuildProject builder, BuildPreparation preparation, ControlC interrupts) {
        this.builder = builder;
        this.preparation = preparation;
        this.interrupts = interrupts;
    }

    /// Into `build/`.
    public BuildAnswer build(BuildRequest request, BuildListener listener) {
        return build(request, BuildFolder.ONLY, listener);
    }

    /// @return how it ended, also when the build failed
    /// @throws Failure when there is no end to report
    public BuildAnswer build(BuildRequest request, BuildFolder folder, BuildListener listener) {
        return guarded(() -> builder.run(request, folder, this, listener));
    }

    /// Runs a step of a build on this thread, which Ctrl-C interrupts.
    ///
    /// @throws Failure when the series is over, or the step fails
    <T> T guarded(Supplier<T> step) {
        synchronized (this) {
            if (stopped) {
                throw interrupted();
            }
            running.put(Thread.currentThread(), Optional.empty());
        }
        try {
            return step.get();
        } catch (Failure failure) {
            throw isStopped() && !failure.code().equals(RemoteBuild.CANCELED) ? interrupted() : failure;
        } finally {
            synchronized (this) {
                running.remove(Thread.currentThread());
            }
        }
    }

    BuildProject builder() {
        return builder;
    }

    BuildPreparation preparation() {
        return preparation;
    }

    Connector connector() {
        return preparation.connector();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /// @throws Failure when the series is over before the build began
    <T> T watched(RemoteBuild build, Supplier<T> run) {
        synchronized (this) {
            if (stopped) {
                throw interrupted();
            }
            running.put(Thread.currentThread(), Optional.of(build));
        }
        watch();
        try {
            return run.get();
        } finally {
            synchronized (this) {
                running.remove(Thread.currentThread());
            }
        }
    }

    /// Handles Ctrl-C from now on.
    synchronized void watch() {
        if (!watching) {
            watching = true;
            interrupts.onFirst(this::stop);
        }
    }

    static Failure interrupted() {
        return new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted", null);
    }

    private synchronized void stop() {
        stopped = true;
        if (running.isEmpty()) {
            owner.interrupt();
        }
        running.forEach((thread, build) -> build.ifPresentOrElse(RemoteBuild::cancel, thread::interrupt));
    }

    @Override
    public void close() {
        preparation.close();
    }
}
