package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.protocol.session.Artifact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds a project for several chips, one after another, each into a folder of its own.
public final class BuildTargets {
    private final Context context;

    public BuildTargets(Context context) {
        this.context = context;
    }

    /// Receives the begin and the end of each build.
    public interface Turns {
        BuildListener begins(String target, int number, int of);

        void ended(Built built);
    }

    /// @param target the chip
    /// @param state `succeeded`, `failed` or `canceled`
    /// @param millis from begin to end, including the connection
    /// @param appBytes of the application; absent when there is none
    /// @param buildDir the folder that its files are in, relative to the project
    /// @param error the first error; absent when there is none
    /// @param build the whole answer; absent when no build was begun
    public record Built(
            String target,
            TaskState state,
            long millis,
            @Nullable Long appBytes,
            String buildDir,
            @Nullable Problem error,
            @Nullable BuildAnswer build) {}

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

    /// @param targets none of them twice
    /// @throws Failure when nothing can be built at all: a chip that is none, no key, no way to the server
    public Answer run(BuildSeries series, BuildRequest request, List<String> targets, Turns turns) {
        targets.forEach(target -> ResolvedBuild.of(request.forTarget(target), context));
        List<Built> builds = new ArrayList<>();
        for (String target : targets) {
            boolean stopped = series.isStopped();
            if (!stopped) {
                BuildListener listener = turns.begins(target, builds.size() + 1, targets.size());
                Built built = build(series, request.forTarget(target), target, listener);
                builds.add(built);
                turns.ended(built);
            } else {
                builds.add(new Built(
                        target,
                        TaskState.CANCELED,
                        0,
                        null,
                        BuildFolder.of(target).name(),
                        null,
                        null));
            }
        }
        return Answer.of(builds);
    }

    private Built build(BuildSeries series, BuildRequest request, String target, BuildListener listener) {
        BuildFolder folder = BuildFolder.of(target);
        long began = context.clock().millis();
        try {
            BuildAnswer answer = series.build(request, folder, listener);
            String error = answer.firstError();
            Problem problem = error == null || answer.state() == TaskState.CANCELED
                    ? null
                    : new Problem("build_" + answer.state().wire(), error, answer.firstHint());
            return new Built(target, answer.state(), since(began), appBytes(answer), folder.name(), problem, answer);
        } catch (Failure failure) {
            return switch (failure.exit()) {
                case NOT_CONFIGURED, REFUSED, UNREACHABLE, INTERRUPTED -> throw failure;
                case DONE, FAILED, USAGE, UNKNOWN_SKILL, NO_MACHINE ->
                    new Built(
                            target,
                            TaskState.FAILED,
                            since(began),
                            null,
                            folder.name(),
                            new Problem(failure.code(), failure.sentence(), failure.hint()),
                            null);
            };
        }
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
