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
import org.jspecify.annotations.Nullable;

/// Moves verified files into the project: into `build/`, and `sdkconfig` beside it. A machine can write to no other
/// place. `build/manifest.json` is removed first and written last, so that it never names files of two builds.
final class ArtifactInstaller {
    private static final String SDKCONFIG = "sdkconfig";

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
        boolean fits = isSdkconfig(artifact)
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
            if (isSdkconfig(artifact)) {
                installSdkconfig(whole);
            } else if (whole != null) {
                put(whole, destination(artifact));
            }
            files.add(new InstalledFiles.File(
                    artifact.role(), artifact.path(), artifact.flashOffset(), artifact.size(), artifact.sha256()));
        }
        InstalledFiles installed = new FlashFiles(order, listener).write(files, told, !held.isEmpty());
        clear(holdingFolder());
        return installed;
    }

    /// Installs the build's sdkconfig, as a local build does, unless it was edited during the build.
    private void installSdkconfig(@Nullable Path whole) throws IOException {
        Path here = root.resolve(folder.sdkconfig());
        if (whole == null) {
            return;
        }
        boolean otherChip = folder.isOnly() && order.project().changesChip(order.target());
        if (Files.exists(here) && !otherChip && isTheOneToSend(here) && !isAsSent(here)) {
            listener.on(new BuildEvent.Note(folder.sdkconfig() + " was edited during the build and is kept as it is"));
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
    private boolean isTheOneToSend(Path here) {
        return folder.isOnly()
                || order.snapshot().files().stream()
                        .noneMatch(file -> file.entry().path().equals(SDKCONFIG)
                                && !file.path().equals(here));
    }

    private boolean isAsSent(Path here) throws IOException {
        Digest now = FileDigest.of(here);
        return order.snapshot().files().stream()
                .map(Snapshot.Scanned::entry)
                .filter(entry -> entry.path().equals(SDKCONFIG))
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

    private boolean isSdkconfig(Artifact artifact) {
        return artifact.role() == Artifact.Role.SDKCONFIG && artifact.path().equals(folder.sdkconfig());
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
