package dev.aegis.espctl.plan;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.OfferedNames;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lists what a clean build would remove; removes nothing.
public final class PlanClean {
    private static final int MOST_NAMED = 20;

    private final Context context;

    public PlanClean(Context context) {
        this.context = context;
    }

    /// @param buildDir the local folder with the results of builds
    /// @param files the number of files in it
    /// @param bytes their total size
    /// @param names the first entries of the folder
    /// @param onMachine what is removed on the build machine
    /// @param sdkconfig what happens to sdkconfig
    /// @param keeps what a clean build does not touch
    /// @param next the command that runs a clean build
    public record CleanPlan(
            String projectRoot,
            String buildDir,
            int files,
            long bytes,
            List<String> names,
            String onMachine,
            String sdkconfig,
            String keeps,
            String next) {
        public CleanPlan {
            names = List.copyOf(names);
        }
    }

    /// @param target the chip of the clean build; null for the project's own
    public CleanPlan run(@Nullable Path folder, @Nullable String target) {
        Project project = Project.open(context.resolve(folder));
        Path root = project.root();
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
                "build/ of this project's workspace is removed before the build; the files here are replaced when it"
                        + " succeeds",
                sdkconfig(project, target),
                keeps(root),
                BuildCommandLine.clean(folder, target).text());
    }

    private String sdkconfig(Project project, @Nullable String target) {
        if (!Files.exists(project.root().resolve("sdkconfig"))) {
            return "does not exist; a build generates it from sdkconfig.defaults";
        }
        try {
            String chip = new OfferedNames(context, null)
                    .chip(project.target(target, context.environment()))
                    .value();
            return chip != null && project.changesChip(chip)
                    ? "regenerated for " + chip + "; the one for another chip becomes sdkconfig.old"
                    : "not changed" + (chip == null ? "" : ", for " + chip);
        } catch (Failure noChip) {
            return "not changed, unless the build is for another chip: then it becomes sdkconfig.old";
        }
    }

    private static String keeps(Path root) {
        StringBuilder keeps =
                new StringBuilder("sources, managed_components/, dependencies.lock, .espctl.toml and everything else"
                        + " outside build/; on the machine also the compiler's cache");
        try (DirectoryStream<Path> others = Files.newDirectoryStream(root, "build_esp32*")) {
            List<String> chips = new ArrayList<>();
            others.forEach(other -> chips.add(other.getFileName() + "/"));
            chips.sort(Comparator.naturalOrder());
            if (!chips.isEmpty()) {
                keeps.append("; other chips' ").append(String.join(", ", chips));
            }
        } catch (IOException unreadable) {
            // The folder cannot be read; the plan leaves it out.
        }
        return keeps.toString();
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
                    "cannot read " + Objects.requireNonNull(build) + ": " + IoReason.of(unreadable),
                    "make it readable",
                    unreadable);
        }
    }
}
