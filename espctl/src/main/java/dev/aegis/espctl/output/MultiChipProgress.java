package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.BuildTargets;
import dev.aegis.espctl.remote.BuildListener;
import java.nio.file.Path;
import java.util.function.Function;

/// Shows builds for several chips while they run: a failure at once, the table at the end.
public final class MultiChipProgress implements BuildTargets.Turns {
    private final Screen screen;
    private final Function<String, Path> logs;
    private LiveBuild live;

    /// @param logs returns the log file of a task
    public MultiChipProgress(Screen screen, Function<String, Path> logs) {
        this.screen = screen;
        this.logs = logs;
        this.live = new LiveBuild(screen);
    }

    @Override
    public BuildListener begins(String target, int number, int of) {
        live.end();
        screen.news("espctl: building for " + target + " (" + number + " of " + of + ")");
        live = new LiveBuild(screen);
        return live;
    }

    @Override
    public void ended(BuildTargets.Built built) {
        live.end();
        BuildTargets.Problem error = built.error();
        BuildAnswer build = built.build();
        if (error == null || screen.mode() == Screen.Mode.JSON) {
            return;
        }
        if (build == null || build.interrupted()) {
            screen.error(error.code(), error.message(), error.hint());
        } else {
            FailedBuildOutput.failedBuild(screen, build, logs.apply(build.taskId()));
        }
    }
}
