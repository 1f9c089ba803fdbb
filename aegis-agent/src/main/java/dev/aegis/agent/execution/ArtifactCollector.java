package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.NotPlainFileException;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Copies the artifacts of a build into the task's directory, flashable files first. They are copies, because the next
/// build overwrites `build/` and could write through a hard link.
final class ArtifactCollector {
    private static final String SDKCONFIG = "sdkconfig";
    private static final int DESCRIPTION_BYTES = 4 * 1024 * 1024;

    private final BuildLimits limits;

    ArtifactCollector(BuildLimits limits) {
        this.limits = limits;
    }

    List<Artifact> collect(ProjectTree project, BuildOrder order) throws IOException, UnusableArtifactsException {
        Collection collection = new Collection(project, order);
        byte[] description = small(project, "build/flasher_args.json");
        for (FlasherArguments.Entry entry : FlasherArguments.read(description)) {
            collection.require(entry.role(), entry.path(), entry.offset());
        }
        collection.require(Artifact.Role.FLASHER_ARGS, "build/flasher_args.json", null);
        collection.add(Artifact.Role.SDKCONFIG, settingsPath(project, order));
        collection.add(Artifact.Role.PROJECT_DESCRIPTION, "build/project_description.json");
        Optional<String> elf = elfPath(project);
        if (elf.isPresent()) {
            collection.add(Artifact.Role.ELF, elf.get());
            collection.add(Artifact.Role.MAP, map(elf.get()));
        }
        collection.add(Artifact.Role.COMPILE_COMMANDS, "build/compile_commands.json");
        return collection.artifacts;
    }

    /// Collects the files that explain a failed build and those that a local build leaves in the project: the linker
    /// map of a failed link, which shows what fills a memory that overflowed, and the settings. They are optional:
    /// an error here does not change the failure of the build.
    List<Artifact> collectFailed(BuildOrder order, Optional<PriorLinkerMap> before) {
        try (ProjectTree project = order.workspace().openProject()) {
            Collection collection = new Collection(project, order);
            Optional<String> map = mapPath(project);
            if (before.isPresent() && map.isPresent() && before.get().isOlderThan(map.get(), project)) {
                collection.add(Artifact.Role.MAP, map.get());
            }
            collection.add(Artifact.Role.SDKCONFIG, settingsPath(project, order));
            return collection.artifacts;
        } catch (IOException | UnusableArtifactsException | WorkspaceException | IllegalArgumentException odd) {
            return List.of();
        }
    }

    /// The file with the settings of the build: that of a release build, the one that the project names, or
    /// `sdkconfig`.
    private static String settingsPath(ProjectTree project, BuildOrder order) throws IOException {
        if (order.request().profile() == Profile.RELEASE
                && project.look(BuildCommands.RELEASE_SDKCONFIG).isPresent()) {
            return BuildCommands.RELEASE_SDKCONFIG;
        }
        String named = description(project).map(Description::configFile).orElse(null);
        String root = new SandboxLayout(order.request().place()).project() + "/";
        if (named == null || !named.startsWith(root)) {
            return SDKCONFIG;
        }
        String path = named.substring(root.length());
        ProjectFile.checkPath(path);
        return path;
    }

    /// Returns the path of the linker map; empty if the project is not configured yet.
    static Optional<String> mapPath(ProjectTree project) throws IOException {
        return elfPath(project).map(ArtifactCollector::map);
    }

    private static String map(String elf) {
        return elf.replaceFirst("\\.elf$", "") + ".map";
    }

    private static Optional<String> elfPath(ProjectTree project) throws IOException {
        try {
            String name = description(project).map(Description::appElf).orElse(null);
            if (name == null) {
                return Optional.empty();
            }
            ProjectFile.checkPath("build/" + name);
            return Optional.of("build/" + name);
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<Description> description(ProjectTree project) throws IOException {
        try {
            byte[] json = project.readSmall("build/project_description.json", DESCRIPTION_BYTES);
            return Optional.of(WireJson.read(json, Description.class));
        } catch (NoSuchFileException | NotPlainFileException | WireException unusable) {
            return Optional.empty();
        }
    }

    private static byte[] small(ProjectTree project, String path) throws IOException, UnusableArtifactsException {
        try {
            return project.readSmall(path, DESCRIPTION_BYTES);
        } catch (NoSuchFileException absent) {
            throw new UnusableArtifactsException("the build did not create " + path);
        } catch (NotPlainFileException odd) {
            throw new UnusableArtifactsException(String.valueOf(odd.getMessage()));
        }
    }

    /// The part of `project_description.json` that we read.
    record Description(@Nullable String appElf, @Nullable String configFile) {}

    private final class Collection {
        private final ProjectTree project;
        private final Workspaces workspaces;
        private final ArtifactDirectory kept;
        private final List<Artifact> artifacts = new ArrayList<>();
        private long total;

        Collection(ProjectTree project, BuildOrder order) {
            this.project = project;
            this.workspaces = order.workspace().all();
            this.kept = ArtifactDirectory.of(order.home());
        }

        void require(Artifact.Role role, String path, @Nullable Long offset)
                throws IOException, UnusableArtifactsException {
            try {
                artifacts.add(copy(role, path, offset));
            } catch (NoSuchFileException absent) {
                throw new UnusableArtifactsException(
                        "build/flasher_args.json names " + path + ", which the build did not create");
            } catch (NotPlainFileException odd) {
                throw new UnusableArtifactsException(String.valueOf(odd.getMessage()));
            }
        }

        /// Adds an optional file. A missing or special file is left out.
        void add(Artifact.Role role, String path) throws IOException, UnusableArtifactsException {
            try {
                artifacts.add(copy(role, path, null));
            } catch (NoSuchFileException | NotPlainFileException absent) {
                // Not every project has every file.
            }
        }

        private Artifact copy(Artifact.Role role, String path, @Nullable Long offset)
                throws IOException, UnusableArtifactsException {
            long announced = project.look(path).map(BasicFileAttributes::size).orElse(0L);
            check(path, announced);
            workspaces.requireSpace(announced);
            Path copy = Files.createTempFile(kept.directory(), "copy", ".part");
            try (InputStream content = project.read(path);
                    OutputStream target = Files.newOutputStream(copy)) {
                MessageDigest digest = Digest.start();
                byte[] buffer = new byte[64 * 1024];
                long size = 0;
                int read;
                while ((read = content.read(buffer)) >= 0) {
                    size += read;
                    check(path, size);
                    digest.update(buffer, 0, read);
                    target.write(buffer, 0, read);
                }
                total += size;
                Digest sha256 = Digest.finish(digest.digest());
                Files.move(copy, kept.place(sha256), StandardCopyOption.ATOMIC_MOVE);
                return new Artifact(role, path, size, sha256, offset);
            } finally {
                Files.deleteIfExists(copy);
            }
        }

        private void check(String path, long size) throws UnusableArtifactsException {
            if (size > limits.artifactBytes()) {
                throw new UnusableArtifactsException(path + " has more than " + limits.artifactBytes() + " bytes");
            }
            if (total + size > limits.artifactTotalBytes()) {
                throw new UnusableArtifactsException(
                        "the build created more than " + limits.artifactTotalBytes() + " bytes of artifacts");
            }
        }
    }
}
