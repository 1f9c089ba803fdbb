package dev.aegis.espctl.builds;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.RemoteBuild;
import dev.aegis.espctl.request.BuildRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Several builds, one after another, that share a client and a WebRTC engine. The first Ctrl-C ends the running build
/// and the series.
public final class BuildSeries implements AutoCloseable {
    private final BuildProject builder;
    private final BuildPreparation preparation;
    private final ControlC interrupts;
    private final Thread owner = Thread.currentThread();
    private boolean watching;
    private boolean stopped;
    private @Nullable RemoteBuild running;

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
        try {
            return builder.run(request, folder, this, listener);
        } catch (Failure failure) {
            throw isStopped() ? interrupted() : failure;
        }
    }

    BuildPreparation preparation() {
        return preparation;
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
            running = build;
        }
        watch();
        try {
            return run.get();
        } finally {
            synchronized (this) {
                running = null;
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
        if (running == null) {
            owner.interrupt();
        } else {
            running.cancel();
        }
    }

    @Override
    public void close() {
        preparation.close();
    }
}
