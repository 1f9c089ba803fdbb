package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Writes a complete plan into the project.
final class Materializer {
    private final Workspace workspace;
    private final SyncPlan plan;

    Materializer(Workspace workspace, SyncPlan plan) {
        this.workspace = workspace;
        this.plan = plan;
    }

    SyncCounts run() throws IOException {
        Set<String> wanted = new HashSet<>();
        plan.files().forEach(file -> wanted.add(file.path()));
        Map<String, KnownFile> known = new HashMap<>(plan.index().files());
        // If the agent dies during the writing, the next sync must know the client's paths.
        plan.changed().forEach(file -> known.put(file.path(), KnownFile.UNSURE));
        new ProjectIndex(known, null).save(workspace);
        int removed = 0;
        try (ProjectTree tree = workspace.openProject()) {
            for (String path : List.copyOf(known.keySet())) {
                if (!wanted.contains(path)) {
                    removed += remove(tree, path) ? 1 : 0;
                    known.remove(path);
                }
            }
            for (ProjectFile file : plan.changed()) {
                known.put(file.path(), write(tree, file));
            }
            for (ProjectFile file : plan.files()) {
                matchExecutable(tree, file);
            }
        }
        new ProjectIndex(known, identity(plan.files())).save(workspace);
        forgetBlobs();
        return new SyncCounts(plan.files().size(), plan.changed().size(), removed);
    }

    private static Digest identity(List<ProjectFile> files) {
        return Digest.of(WireJson.bytes(
                files.stream().sorted(Comparator.comparing(ProjectFile::path)).toList()));
    }

    private KnownFile write(ProjectTree tree, ProjectFile file) throws IOException {
        Digest digest = file.sha256();
        if (digest == null) {
            tree.placeLink(file.path(), String.valueOf(file.link()));
            return KnownFile.UNSURE;
        }
        Path content = tree.newFile();
        try (InputStream blob = Files.newInputStream(plan.complete(digest))) {
            Files.copy(blob, content, StandardCopyOption.REPLACE_EXISTING);
            tree.place(content, file.path(), file.executable());
        } finally {
            Files.deleteIfExists(content);
        }
        PosixFileAttributes written = tree.look(file.path()).orElseThrow(() -> new NoSuchFileException(file.path()));
        return KnownFile.of(digest, written);
    }

    private static void matchExecutable(ProjectTree tree, ProjectFile file) throws IOException {
        if (file.sha256() == null) {
            return;
        }
        boolean now = tree.look(file.path())
                .map(found -> found.permissions().contains(PosixFilePermission.OWNER_EXECUTE))
                .orElse(file.executable());
        if (now != file.executable()) {
            tree.setExecutable(file.path(), file.executable());
        }
    }

    /// Removes the file and the directories that it leaves empty.
    private static boolean remove(ProjectTree tree, String path) throws IOException {
        if (tree.look(path).map(PosixFileAttributes::isDirectory).orElse(true) || !tree.remove(path)) {
            return false;
        }
        int slash = path.lastIndexOf('/');
        int above = 3 * ProjectFile.levelsAbove(path) - 1;
        while (slash > Math.max(0, above) && tree.removeIfEmpty(path.substring(0, slash))) {
            slash = path.lastIndexOf('/', slash - 1);
        }
        return true;
    }

    private void forgetBlobs() throws IOException {
        try (Stream<Path> blobs = Files.list(plan.incoming())) {
            for (Path blob : blobs.toList()) {
                Files.deleteIfExists(blob);
            }
        }
    }
}
