package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.BuildSeries;
import dev.aegis.espctl.builds.BuildTargets;
import dev.aegis.espctl.builds.Cell;
import dev.aegis.espctl.builds.WatchProject;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.BuildTable;
import dev.aegis.espctl.output.FailedBuildOutput;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.MultiChipProgress;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.request.BuildRequest;
import java.util.List;
import java.util.Objects;

/// `build` for several chips, and `build --watch`.
final class BuildRounds {
    private final Actions actions;
    private final Screen screen;
    private final BuildRequest request;
    private final List<Cell> cells;

    /// @param cells several builds; empty for a single one
    BuildRounds(Actions actions, Screen screen, BuildRequest request, List<Cell> cells) {
        this.actions = actions;
        this.screen = screen;
        this.request = request;
        this.cells = cells;
    }

    /// Builds everything side by side and prints one table at the end.
    ExitCode once() {
        try (BuildSeries series = actions.buildProject().series(request.place().server())) {
            BuildTargets.Answer answer = all(series);
            if (answer.canceled() > 0) {
                throw canceled();
            }
            if (answer.failed() > 0 && screen.mode() == Screen.Mode.JSON) {
                screen.error("build_failed", BuildTable.summary(answer), "see the error of each build");
            }
            return answer.failed() > 0 ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    /// Builds at each change; returns only after Ctrl-C.
    ExitCode watch() {
        try (BuildSeries series = actions.buildProject().series(request.place().server())) {
            actions.watchProject().run(series, request, cells, new Rounds(series));
            return ExitCode.INTERRUPTED;
        } catch (Failure end) {
            if (end.exit() != ExitCode.INTERRUPTED) {
                throw end;
            }
            screen.news("espctl: stopped watching");
            return ExitCode.INTERRUPTED;
        }
    }

    private BuildTargets.Answer all(BuildSeries series) {
        MultiChipProgress progress = new MultiChipProgress(screen, cells, actions::logFile);
        BuildTargets.Answer answer;
        try {
            answer = actions.buildTargets().run(series, request, cells, progress);
        } finally {
            progress.end();
        }
        screen.answer(answer, BuildTable.text(answer));
        return answer;
    }

    private static Failure canceled() {
        return new Failure(
                ExitCode.INTERRUPTED,
                "canceled",
                "the builds were canceled",
                "run: espctl build (it continues from the files on the machine)");
    }

    private final class Rounds implements WatchProject.Rounds {
        private final BuildSeries series;

        Rounds(BuildSeries series) {
            this.series = series;
        }

        @Override
        public List<BuildAnswer> build() {
            return cells.isEmpty() ? List.of(one()) : several();
        }

        private BuildAnswer one() {
            LiveBuild live = new LiveBuild(screen);
            BuildAnswer answer;
            try {
                answer = series.build(request, live);
            } finally {
                live.end();
            }
            if (answer.succeeded() || answer.interrupted()) {
                screen.answer(answer, BuildTable.line(answer));
            } else {
                FailedBuildOutput.failedBuild(screen, answer, actions.logFile(answer.taskId()));
            }
            return answer;
        }

        private List<BuildAnswer> several() {
            BuildTargets.Answer answer = all(series);
            return answer.builds().stream()
                    .map(BuildTargets.Built::build)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public void failed(Failure failure) {
            screen.error(failure);
        }

        @Override
        public void waits() {
            screen.news("espctl: waiting for a change; Ctrl-C ends it");
        }

        @Override
        public void changed(List<String> paths) {
            screen.news("espctl: " + BuildTable.changes(paths) + "; building again");
        }

        @Override
        public void note(String sentence) {
            screen.news("espctl: note: " + sentence);
        }
    }
}
