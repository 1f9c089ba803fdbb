package dev.aegis.espctl.pack;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.BuildProject;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.project.ProjectTemplate;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.firmware.Chip;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds bootloader and partition table for a chip on a build machine: an ordinary build of a project with an empty
/// `app_main`. A second process waits for the first.
final class BootBuild {
    /// The default partition table has 1 MB for the application, which is too small for many Rust programs.
    private static final String DEFAULTS = "CONFIG_PARTITION_TABLE_SINGLE_APP_LARGE=y\n";

    private final Context context;
    private final BootCache cache;
    private final Function<ServerAddress, PeerEngine> engines;
    private final ControlC interrupts;

    BootBuild(Context context, BootCache cache, Function<ServerAddress, PeerEngine> engines, ControlC interrupts) {
        this.context = context;
        this.cache = cache;
        this.engines = engines;
        this.interrupts = interrupts;
    }

    /// @return how the build ended; absent when another program has made the files meanwhile
    Optional<BuildAnswer> run(String taskId, Chip chip, PackRequest request, BuildListener listener) {
        String version = request.boot().idfVersion();
        Path folder = cache.folder(chip, version);
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = file.lock()) {
                if (!held.isValid() || cache.find(chip, version).isPresent()) {
                    return Optional.empty();
                }
                Path project = prepared(chip, version);
                return Optional.of(new BuildProject(aside(folder), engines, interrupts)
                        .ownedBy(context.tasks().folder(taskId))
                        .run(taskId, build(project, chip, request), listener));
            }
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "cache_unwritable",
                    "cannot write " + folder + ": " + IoReason.of(broken),
                    "make it writable for your user, free disk space, or set XDG_CACHE_HOME",
                    broken);
        }
    }

    private Path prepared(Chip chip, @Nullable String version) throws IOException {
        Path project = cache.project(chip, version);
        if (!Files.isRegularFile(project.resolve("sdkconfig.defaults"))) {
            remove(project);
            ProjectTemplate.named("empty")
                    .create(cache.folder(chip, version), String.valueOf(project.getFileName()), chip.target());
            Files.writeString(project.resolve("sdkconfig.defaults"), DEFAULTS);
        }
        return project;
    }

    private static BuildRequest build(Path project, Chip chip, PackRequest request) {
        return BuildRequest.of(new BuildRequest.Place(project, request.place().server()))
                .with(BuildRequest.What.of(chip.target(), request.boot().idfVersion(), null));
    }

    /// The same user and machines with a separate list of tasks, so that `status` shows only the program's own task.
    private Context aside(Path folder) {
        UserDirectories own = context.directories();
        return new Context(
                context.environment(),
                new UserDirectories(own.config(), folder.resolve("state"), own.cache()),
                context.workingFolder(),
                context.clock(),
                context.version());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException broken) throws IOException {
                Files.delete(Objects.requireNonNull(visited));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
