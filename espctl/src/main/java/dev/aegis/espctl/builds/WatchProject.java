package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.project.FolderWatch;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.util.List;

/// Builds, and builds again each time that a file to upload has changed, until the user ends it. Changes during a build
/// are seen after it; files that the build itself has written do not count.
public final class WatchProject {
    private final Context context;

    public WatchProject(Context context) {
        this.context = context;
    }

    /// The build of each round, and the events between the rounds.
    public interface Rounds {
        /// @return what was built
        List<BuildAnswer> build();

        /// A round had no build; the next change may fix the cause.
        void failed(Failure failure);

        void waits();

        /// @param paths that have changed, relative to the project
        void changed(List<String> paths);

        void note(String sentence);
    }

    /// @param cells several builds, or none for the one that the project is for
    /// @throws Failure when the first round fails for a reason that no edit fixes, and `interrupted` at the end
    public void run(BuildSeries series, BuildRequest request, List<Cell> cells, Rounds rounds) {
        try (FolderWatch watch = new FolderWatch()) {
            Looking looking = new Looking(series, request, cells);
            WatchedSnapshot seen = looking.first();
            watch.follow(seen.folders());
            if (!watch.isComplete()) {
                rounds.note(
                        "the system cannot watch every folder of the project; espctl looks at it every two seconds");
            }
            List<BuildAnswer> built = rounds.build();
            while (!series.isStopped()) {
                WatchedSnapshot now = changed(watch, looking, looking.afterBuild(seen, built), rounds);
                built = again(rounds);
                seen = now;
            }
            throw BuildSeries.interrupted();
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "watch_failed",
                    "cannot watch the project: " + IoReason.of(broken),
                    "raise fs.inotify.max_user_instances, or build without --watch",
                    broken);
        }
    }

    private static List<BuildAnswer> again(Rounds rounds) {
        try {
            return rounds.build();
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.INTERRUPTED) {
                throw failure;
            }
            rounds.failed(failure);
            return List.of();
        }
    }

    /// Waits until a file differs from the last look.
    private static WatchedSnapshot changed(FolderWatch watch, Looking looking, WatchedSnapshot seen, Rounds rounds)
            throws InterruptedException {
        boolean told = false;
        while (true) {
            WatchedSnapshot now = looking.next(seen);
            if (watch.follow(now.folders())) {
                now = looking.next(seen);
            }
            if (!now.isLike(seen)) {
                rounds.changed(now.differencesFrom(seen));
                return now;
            }
            if (!told) {
                rounds.waits();
                told = true;
            }
            watch.await();
        }
    }

    /// Looks at the project as a build would.
    private final class Looking {
        private final BuildSeries series;
        private final BuildRequest request;
        private final List<Cell> cells;

        Looking(BuildSeries series, BuildRequest request, List<Cell> cells) {
            this.series = series;
            this.request = request;
            this.cells = cells;
        }

        WatchedSnapshot first() {
            WatchedSnapshot watched = WatchedSnapshot.nothing();
            if (cells.isEmpty()) {
                watched.add(ScannedProject.of(request, context));
            }
            cells.forEach(cell -> watched.add(ScannedProject.of(cell.of(request), cell.folder(), context)));
            return watched;
        }

        /// A project that cannot be scanned counts as changed; the build then reports the reason.
        WatchedSnapshot next(WatchedSnapshot before) {
            try {
                return first();
            } catch (Failure unfit) {
                if (series.isStopped()) {
                    throw BuildSeries.interrupted();
                }
                return before.unfit(unfit.sentence());
            }
        }

        /// The files as they were built, with the sdkconfig that the build itself has written.
        WatchedSnapshot afterBuild(WatchedSnapshot built, List<BuildAnswer> answers) {
            WatchedSnapshot now = next(built);
            answers.stream()
                    .flatMap(answer -> answer.artifacts().stream())
                    .filter(file -> file.role() == Artifact.Role.SDKCONFIG)
                    .forEach(file -> built.cameHome(file.path(), file.sha256(), now));
            return built;
        }
    }
}
