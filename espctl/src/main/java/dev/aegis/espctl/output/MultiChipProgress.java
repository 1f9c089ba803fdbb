package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.BuildTargets;
import dev.aegis.espctl.builds.Cell;
import dev.aegis.espctl.remote.BuildListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows several builds while they run side by side: on a terminal one table that changes, elsewhere the lines of each
/// with its chip before them. The failures are printed when all builds are over.
public final class MultiChipProgress implements BuildTargets.Turns {
    private final Screen screen;
    private final Function<String, Path> logs;
    private final @Nullable BuildGrid grid;
    private final List<BuildTargets.Built> failed = new ArrayList<>();

    /// @param logs returns the log file of a task
    public MultiChipProgress(Screen screen, List<Cell> cells, Function<String, Path> logs) {
        this.screen = screen;
        this.logs = logs;
        this.grid = screen.mode() == Screen.Mode.HUMAN && screen.terminal().interactive()
                ? new BuildGrid(screen, cells)
                : null;
    }

    @Override
    public BuildListener begins(Cell cell) {
        return grid == null ? new LiveBuild(screen.labelled(cell.label())) : new GridRow(grid, cell.label());
    }

    @Override
    public synchronized void ended(BuildTargets.Built built) {
        String state = built.state().wire() + " in " + Sizes.seconds(built.millis());
        String label = built.cell().label();
        if (grid == null) {
            screen.news("espctl: " + label + " " + state);
        } else {
            grid.set(label, state);
        }
        if (built.error() != null) {
            failed.add(built);
        }
    }

    /// Prints the failures, in the order in which the builds ended.
    public synchronized void end() {
        if (grid != null) {
            grid.end();
        }
        if (screen.mode() == Screen.Mode.JSON) {
            return;
        }
        for (BuildTargets.Built built : failed) {
            BuildTargets.Problem error = built.error();
            BuildAnswer build = built.build();
            if (build != null && !build.interrupted()) {
                FailedBuildOutput.failedBuild(screen, build, logs.apply(build.taskId()));
            } else if (error != null) {
                screen.error(error.code(), built.cell().label() + ": " + error.message(), error.hint());
            }
        }
    }
}
