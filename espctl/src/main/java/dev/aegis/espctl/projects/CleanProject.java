package dev.aegis.espctl.projects;

import dev.aegis.espctl.context.CleanMark;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.request.OfferedNames;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes the local folder of a build, and lets the next build start clean on its machine.
public final class CleanProject {
    /// Files that only a build puts into its folder.
    private static final List<String> SIGNS = List.of(
            "flasher_args.json", "project_description.json", "manifest.json", "CMakeCache.txt", "rust", "sdkconfig");

    private final Context context;

    public CleanProject(Context context) {
        this.context = context;
    }

    /// @param buildDir the folder
    /// @param files the number of files that were removed, or would be
    /// @param bytes their total size
    /// @param removed whether they were removed; false for a dry run
    /// @param nextBuildClean whether the next build starts clean on its machine
    public record Cleaned(
            String projectRoot,
            @Nullable String target,
            String buildDir,
            int files,
            long bytes,
            boolean removed,
            boolean nextBuildClean) {}

    /// @param target one of several chips, which has a folder of its own; absent for `build/`
    public Cleaned run(@Nullable Path folder, @Nullable String target, boolean dryRun) {
        Project project = Project.open(context.resolve(folder));
        BuildFolder build = folder(project, target);
        Path path = build.in(project.root());
        refuseWhileBuilding(project);
        refuseOtherFolder(path);
        List<Path> files = new ArrayList<>();
        long bytes;
        try {
            bytes = walk(path, files, !dryRun);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "build_unwritable",
                    "cannot remove " + path + ": " + IoReason.of(broken),
                    "make the folder yours and writable",
                    broken);
        }
        if (!dryRun) {
            mark(project, build).set();
        }
        return new Cleaned(project.root().toString(), target, path.toString(), files.size(), bytes, !dryRun, !dryRun);
    }

    private CleanMark mark(Project project, BuildFolder build) {
        return context.cleanMark(project.key(context.identity().salt(), build));
    }

    private BuildFolder folder(Project project, @Nullable String target) {
        if (target == null) {
            return BuildFolder.ONLY;
        }
        String chip = new OfferedNames(context, null)
                .chip(project.target(target, context.environment()))
                .value();
        BuildFolder own = BuildFolder.of(chip == null ? target : chip);
        return Files.exists(own.in(project.root())) || project.changesChip(target) ? own : BuildFolder.ONLY;
    }

    private void refuseWhileBuilding(Project project) {
        context.tasks().all().stream()
                .filter(task -> !task.state().isOver()
                        && task.project().equals(project.root().toString()))
                .map(TaskRecord::taskId)
                .findFirst()
                .ifPresent(taskId -> {
                    throw new Failure(
                            ExitCode.FAILED,
                            "build_running",
                            "a build of this project is running: " + taskId,
                            "espctl cancel " + taskId);
                });
    }

    /// Refuses a folder that is not one of a build, such as sources that happen to be named `build`.
    private static void refuseOtherFolder(Path path) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw notABuild(path, "is not a folder");
            }
            return;
        }
        try (var entries = Files.list(path)) {
            if (entries.findAny().isPresent() && SIGNS.stream().noneMatch(sign -> Files.exists(path.resolve(sign)))) {
                throw notABuild(path, "does not look like the folder of a build");
            }
        } catch (IOException unreadable) {
            throw notABuild(path, "cannot be read: " + IoReason.of(unreadable));
        }
    }

    private static Failure notABuild(Path path, String reason) {
        return new Failure(
                ExitCode.FAILED,
                "not_a_build_folder",
                path + " " + reason + "; nothing was removed",
                "remove it yourself if you do not need it; for a clean build: espctl build --clean");
    }

    /// Counts the files, and removes everything if asked; links are not followed.
    private static long walk(Path path, List<Path> files, boolean remove) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        long[] bytes = new long[1];
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files.add(file);
                bytes[0] += attributes.size();
                if (remove) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) throws IOException {
                if (broken != null) {
                    throw broken;
                }
                if (remove) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }
}
