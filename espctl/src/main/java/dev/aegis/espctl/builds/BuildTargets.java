package dev.aegis.espctl.builds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.aegis.espctl.connect.SessionRequest;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.AsyncFailure;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Builds a project for several chips and ESP-IDF versions, side by side, each into a folder of its own.
public final class BuildTargets {
    /// More would crowd out other users of the build server.
    private static final int MOST_AT_ONCE = 8;

    private final Context context;

    public BuildTargets(Context context) {
        this.context = context;
    }

    /// Receives the begin and the end of each build, on several threads.
    public interface Turns {
        BuildListener begins(Cell cell);

        void ended(Built built);
    }

    /// The end of one build. The annotated methods are its JSON.
    ///
    /// @param cell the chip and the version
    /// @param state `succeeded`, `failed` or `canceled`
    /// @param millis from begin to end, including the connection
    /// @param appBytes of the application; absent when there is none
    /// @param error the first error; absent when there is none
    /// @param build the whole answer; absent when no build was begun
    /// @param failure why no build was begun
    @JsonPropertyOrder({"target", "idfVersion", "state", "millis", "appBytes", "buildDir", "error", "build"})
    public record Built(
            @JsonIgnore Cell cell,
            TaskState state,
            long millis,
            @Nullable Long appBytes,
            @Nullable Problem error,
            @Nullable BuildAnswer build,
            @JsonIgnore @Nullable Failure failure) {
        @JsonProperty
        public String target() {
            return build != null ? build.target() : cell.chip();
        }

        /// Absent for the machine's default, until a machine has built with it.
        @JsonProperty
        public @Nullable String idfVersion() {
            return build != null && build.idfVersion() != null ? build.idfVersion() : cell.idfVersion();
        }

        /// The folder that its files are in, relative to the project.
        @JsonProperty
        public String buildDir() {
            return cell.folder().name();
        }
    }

    public record Problem(
            String code, String message, @Nullable String hint) {}

    /// @param builds in the order in which they were asked for
    public record Answer(List<Built> builds, int succeeded, int failed, int canceled) {
        static Answer of(List<Built> builds) {
            return new Answer(
                    List.copyOf(builds),
                    count(builds, TaskState.SUCCEEDED),
                    count(builds, TaskState.FAILED),
                    count(builds, TaskState.CANCELED));
        }

        private static int count(List<Built> builds, TaskState state) {
            return (int) builds.stream().filter(built -> built.state() == state).count();
        }
    }

    /// Returns every chip with every version.
    ///
    /// @param targets empty for the project's own chip
    /// @param versions empty for the project's own version
    public List<Cell> cells(BuildRequest request, List<String> targets, List<String> versions) {
        String own = targets.isEmpty() ? ResolvedBuild.of(request, context).chip() : targets.getFirst();
        return Cell.of(targets, versions, own);
    }

    /// Builds all cells at the same time, on as many machines as are free.
    ///
    /// @throws Failure when nothing can be built at all: a chip that is none, no key, no way to the server
    public Answer run(BuildSeries series, BuildRequest request, List<Cell> cells, Turns turns) {
        cells.forEach(cell -> ResolvedBuild.of(cell.of(request), context));
        series.watch();
        long birth = context.tasks().nextBirths(context.clock(), cells.size());
        List<Future<Built>> ends = new ArrayList<>();
        // Platform threads, because the native WebRTC library and file locks block their thread.
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(cells.size(), MOST_AT_ONCE),
                Thread.ofPlatform().name("build-", 0).factory())) {
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                long born = birth + i;
                ends.add(threads.submit(() -> {
                    Built built = build(series, request, cell, born, turns.begins(cell));
                    turns.ended(built);
                    return built;
                }));
            }
        }
        List<Built> builds = ends.stream().map(BuildTargets::end).toList();
        refuseIfNothingBegan(builds);
        return Answer.of(builds);
    }

    private static Built end(Future<Built> end) {
        try {
            return end.get();
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } catch (ExecutionException bug) {
            throw AsyncFailure.of(bug);
        }
    }

    /// A wrong key or an unreachable server is one failure, not one for each chip.
    private static void refuseIfNothingBegan(List<Built> builds) {
        Failure first = builds.getFirst().failure();
        if (first != null && builds.stream().allMatch(built -> isSame(first, built.failure()))) {
            throw first;
        }
    }

    private static boolean isSame(Failure first, @Nullable Failure other) {
        return other != null
                && other.code().equals(first.code())
                && switch (first.exit()) {
                    case NOT_CONFIGURED, REFUSED, UNREACHABLE -> true;
                    case DONE, FAILED, USAGE, UNKNOWN_SKILL, NO_MACHINE, INTERRUPTED -> false;
                };
    }

    private Built build(BuildSeries series, BuildRequest request, Cell cell, long born, BuildListener listener) {
        long began = context.clock().millis();
        try {
            BuildAnswer answer = series.guarded(() -> build(series, cell.of(request), cell.folder(), born, listener));
            String error = answer.firstError();
            Problem problem = error == null || answer.state() == TaskState.CANCELED
                    ? null
                    : new Problem("build_" + answer.state().wire(), error, answer.firstHint());
            return new Built(cell, answer.state(), since(began), appBytes(answer), problem, answer, null);
        } catch (Failure failure) {
            boolean canceled = failure.exit() == ExitCode.INTERRUPTED;
            return new Built(
                    cell,
                    canceled ? TaskState.CANCELED : TaskState.FAILED,
                    since(began),
                    null,
                    canceled ? null : new Problem(failure.code(), failure.sentence(), failure.hint()),
                    null,
                    failure);
        }
    }

    /// What no machine can build is told at once, unless the user waits for a machine.
    private BuildAnswer build(
            BuildSeries series, BuildRequest request, BuildFolder folder, long born, BuildListener listener) {
        if (request.limits().patience() == null) {
            ResolvedBuild build = ResolvedBuild.of(request, context);
            series.connector()
                    .requireMachine(new SessionRequest(
                            List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                            build.chip(),
                            build.version().value(),
                            request.limits().memoryMb(),
                            null,
                            null,
                            null));
        }
        return series.builder().run(request, folder, born, series, listener);
    }

    private long since(long began) {
        return context.clock().millis() - began;
    }

    private static @Nullable Long appBytes(BuildAnswer answer) {
        return answer.artifacts().stream()
                .filter(file -> file.role() == Artifact.Role.FIRMWARE)
                .map(file -> file.size())
                .findFirst()
                .orElse(null);
    }
}
