package dev.aegis.espctl.remote;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Moves verified files into the project: into `build/`, and the settings beside it. A machine can write to no other
/// place. `build/manifest.json` is removed first and written last, so that it never names files of two builds.
final class ArtifactInstaller {
    private static final String SDKCONFIG = "sdkconfig";
    private static final Pattern NAMED_SETTINGS = Pattern.compile("sdkconfig\\.(?!old$)[A-Za-z0-9._-]+");

    private final BuildOrder order;
    private final BuildListener listener;
    private final Path root;
    private final BuildFolder folder;

    ArtifactInstaller(BuildOrder order, BuildListener listener) {
        this.order = order;
        this.listener = listener;
        this.root = order.project().root();
        this.folder = order.folder();
    }

    /// A folder in the same file system as `build/`, so that a rename is enough. Fails when the project's folder is
    /// gone.
    Path holdingFolder() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new Failure(
                    ExitCode.FAILED,
                    "project_gone",
                    "the project's folder " + root + " is gone, so its build could not be put there",
                    "restore the folder, or build in its new place; the machine continues from its files");
        }
        return Files.createDirectories(root.resolve(folder.file(".espctl")));
    }

    boolean accepts(Artifact artifact) {
        boolean fits = isSettings(artifact)
                || (artifact.path().startsWith(folder.file(""))
                        && !artifact.path().startsWith(folder.file(".espctl/"))
                        && !artifact.path().equals(FlashFiles.manifest(folder))
                        && !artifact.path().equals(FlashFiles.bundle(folder)));
        if (!fits) {
            listener.on(new BuildEvent.Note("the machine offered " + artifact.path() + ", which is not in "
                    + folder.name() + "/; it was left out"));
        }
        return fits;
    }

    Path destination(Artifact artifact) {
        return root.resolve(artifact.path());
    }

    InstalledFiles install(List<Artifact> artifacts, Map<Digest, Path> held, TaskResult told) throws IOException {
        Files.deleteIfExists(root.resolve(FlashFiles.manifest(folder)));
        Files.deleteIfExists(root.resolve(FlashFiles.bundle(folder)));
        List<InstalledFiles.File> files = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            Path whole = held.get(artifact.sha256());
            if (isSettings(artifact)) {
                installSettings(artifact, whole);
            } else if (whole != null && LocalCompileCommands.isOne(artifact)) {
                putLocal(whole, artifact);
            } else if (whole != null) {
                put(whole, destination(artifact));
            }
            files.add(installed(artifact));
        }
        InstalledFiles installed = new FlashFiles(order, listener).write(files, told, !held.isEmpty());
        clear(holdingFolder());
        return installed;
    }

    /// Returns the file as it is on this computer.
    private InstalledFiles.File installed(Artifact artifact) throws IOException {
        Path here = destination(artifact);
        boolean local = LocalCompileCommands.isOne(artifact);
        return new InstalledFiles.File(
                artifact.role(),
                artifact.path(),
                artifact.flashOffset(),
                local ? Files.size(here) : artifact.size(),
                local ? FileDigest.of(here) : artifact.sha256());
    }

    private void putLocal(Path whole, Artifact artifact) throws IOException {
        Path local = Files.createTempFile(holdingFolder(), "local", ".tmp");
        LocalCompileCommands.write(whole, local, root);
        put(local, destination(artifact));
        LocalCompileCommands.put(destination(artifact), artifact);
    }

    /// Installs the settings of a failed build. Everything else stays as the last successful build left it.
    void installFailed(Artifact settings, Path whole) throws IOException {
        boolean isNew = !Files.exists(destination(settings));
        installSettings(settings, whole);
        if (isNew) {
            listener.on(new BuildEvent.Note(settings.path()
                    + " is new, as idf.py leaves it after a failed build; it has priority over sdkconfig.defaults"));
        }
        clear(holdingFolder());
    }

    /// Installs the build's settings, as a local build does, unless they were edited during the build.
    private void installSettings(Artifact artifact, @Nullable Path whole) throws IOException {
        Path here = destination(artifact);
        if (whole == null) {
            return;
        }
        boolean own = artifact.path().equals(folder.sdkconfig());
        String sentAs = own ? SDKCONFIG : artifact.path();
        boolean otherChip = own && folder.isOnly() && order.project().changesChip(order.target());
        if (Files.exists(here) && !otherChip && isTheOneToSend(here, sentAs) && !isAsSent(here, sentAs)) {
            listener.on(new BuildEvent.Note(artifact.path() + " was edited during the build and is kept as it is"));
            return;
        }
        if (otherChip) {
            Files.move(here, root.resolve("sdkconfig.old"), StandardCopyOption.REPLACE_EXISTING);
            listener.on(new BuildEvent.Note(
                    "sdkconfig is new, for " + order.target() + "; the one before is sdkconfig.old"));
        }
        put(whole, here);
    }

    /// In a build for several chips, the project's own sdkconfig may have been sent in place of the one in the folder.
    private boolean isTheOneToSend(Path here, String sentAs) {
        return folder.isOnly()
                || order.snapshot().files().stream()
                        .noneMatch(file -> file.entry().path().equals(sentAs)
                                && !file.path().equals(here));
    }

    private boolean isAsSent(Path here, String sentAs) throws IOException {
        Digest now = FileDigest.of(here);
        return order.snapshot().files().stream()
                .map(Snapshot.Scanned::entry)
                .filter(entry -> entry.path().equals(sentAs))
                .anyMatch(entry -> Objects.equals(entry.sha256(), now));
    }

    /// Copies first, because the same content may go to several places; each place gets it in one step.
    private void put(Path whole, Path destination) throws IOException {
        Files.createDirectories(Objects.requireNonNull(destination.getParent(), "an artifact lies in a folder"));
        Path copy = Files.createTempFile(holdingFolder(), "put", ".tmp");
        Files.copy(whole, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(copy, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The file of settings beside `build/`: sdkconfig, or the one that the project names in CMakeLists.txt.
    boolean isSettings(Artifact artifact) {
        return artifact.role() == Artifact.Role.SDKCONFIG
                && (artifact.path().equals(folder.sdkconfig())
                        || (NAMED_SETTINGS.matcher(artifact.path()).matches()
                                && !artifact.path().startsWith("sdkconfig.defaults")));
    }

    private static void clear(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(folder);
    }
}
