package dev.aegis.espctl.actions;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Reason;
import dev.aegis.espctl.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says what a clean build would remove, and removes nothing.
public final class PlanClean {
    private static final int MOST_NAMED = 20;

    private final Surroundings surroundings;

    public PlanClean(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param buildDir the folder that holds what builds left here
    /// @param files how many
    /// @param bytes of them together
    /// @param names the first of what lies directly in it
    /// @param keeps what a clean build leaves alone
    /// @param next how to do it
    public record CleanPlan(
            String projectRoot, String buildDir, int files, long bytes, List<String> names, String keeps, String next) {
        public CleanPlan {
            names = List.copyOf(names);
        }
    }

    public CleanPlan run(@Nullable Path folder) {
        Path root = Project.open(
                        folder == null
                                ? surroundings.workingFolder()
                                : surroundings.workingFolder().resolve(folder))
                .root();
        Path build = root.resolve("build");
        List<Path> files = files(build);
        long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        List<String> names = files.stream()
                .map(file -> String.valueOf(build.relativize(file).getName(0)))
                .distinct()
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        return new CleanPlan(
                root.toString(),
                build.toString(),
                files.size(),
                bytes,
                names,
                "sources, sdkconfig, .espctl.toml and everything else outside of build/",
                "a build with clean set removes build/ on the machine first; the files here are replaced when it"
                        + " succeeds");
    }

    private static List<Path> files(Path build) {
        if (!Files.isDirectory(build)) {
            return List.of();
        }
        try (var all = Files.walk(build)) {
            List<Path> found = new ArrayList<>();
            all.filter(Files::isRegularFile).forEach(found::add);
            return found;
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.FAILED,
                    "project_unreadable",
                    "cannot read " + Objects.requireNonNull(build) + ": " + Reason.of(unreadable),
                    "make it readable",
                    unreadable);
        }
    }
}
