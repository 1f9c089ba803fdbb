package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.NotPlainFileException;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The differences between a workspace and the client's list.
///
/// @param files the client's list
/// @param changed files to write, in the order of the list
/// @param index the state of the paths of the project, updated
/// @param missingSizes blobs to upload and their sizes
/// @param incoming the directory of uploaded blobs
record SyncPlan(
        List<ProjectFile> files,
        List<ProjectFile> changed,
        ProjectIndex index,
        Map<Digest, Long> missingSizes,
        Path incoming) {
    static SyncPlan make(Workspace workspace, List<ProjectFile> files) throws IOException {
        Map<String, KnownFile> known =
                new HashMap<>(ProjectIndex.load(workspace).files());
        List<ProjectFile> changed = new ArrayList<>();
        Map<Digest, Long> missing = new LinkedHashMap<>();
        try (ProjectTree tree = workspace.openProject()) {
            for (ProjectFile file : files) {
                if (!isThere(tree, file, known)) {
                    changed.add(file);
                }
            }
            Map<Digest, String> elsewhere = byDigest(known);
            for (ProjectFile file : changed) {
                Digest digest = file.sha256();
                if (digest == null || Files.exists(workspace.incoming().resolve(digest.hex()))) {
                    continue;
                }
                String other = elsewhere.get(digest);
                if (other == null || !copied(tree, other, digest, workspace)) {
                    missing.put(digest, file.size());
                }
            }
        }
        return new SyncPlan(files, changed, new ProjectIndex(known, null), missing, workspace.incoming());
    }

    List<MachineMessage.SyncNeed.Missing> missing() throws IOException {
        List<MachineMessage.SyncNeed.Missing> list = new ArrayList<>();
        for (Map.Entry<Digest, Long> blob : missingSizes.entrySet()) {
            list.add(new MachineMessage.SyncNeed.Missing(blob.getKey(), bytesThere(blob.getKey(), blob.getValue())));
        }
        return list;
    }

    long missingBytes() throws IOException {
        long bytes = 0;
        for (Map.Entry<Digest, Long> blob : missingSizes.entrySet()) {
            bytes += blob.getValue() - bytesThere(blob.getKey(), blob.getValue());
        }
        return bytes;
    }

    Path partial(Digest digest) {
        return incoming.resolve(digest.hex() + ".part");
    }

    Path complete(Digest digest) {
        return incoming.resolve(digest.hex());
    }

    void requireComplete() {
        long open = missingSizes.keySet().stream()
                .filter(digest -> !Files.exists(complete(digest)))
                .count();
        if (open > 0) {
            throw new IntakeException(
                    "sync_incomplete", open + " of the project's blobs were not uploaded", "sync again");
        }
    }

    /// A partial file as large as the blob has the wrong SHA-256, so its bytes are not used.
    private long bytesThere(Digest digest, long size) throws IOException {
        Path partial = partial(digest);
        if (!Files.exists(partial)) {
            return 0;
        }
        if (Files.size(partial) >= size) {
            Files.delete(partial);
            return 0;
        }
        return Files.size(partial);
    }

    private static boolean isThere(ProjectTree tree, ProjectFile file, Map<String, KnownFile> known)
            throws IOException {
        Digest digest = file.sha256();
        if (digest == null) {
            return tree.linkAt(file.path()).equals(Optional.ofNullable(file.link()));
        }
        Optional<PosixFileAttributes> found = tree.look(file.path());
        if (found.isEmpty() || !found.get().isRegularFile() || found.get().size() != file.size()) {
            return false;
        }
        KnownFile before = known.getOrDefault(file.path(), KnownFile.UNSURE);
        if (!before.isUnchanged(found.get())) {
            before = KnownFile.of(hash(tree, file.path()), found.get());
            known.put(file.path(), before);
        }
        return digest.equals(before.sha256());
    }

    private static Digest hash(ProjectTree tree, String path) throws IOException {
        try (InputStream content = tree.read(path)) {
            return copyHashed(content, OutputStream.nullOutputStream());
        }
    }

    private static Map<Digest, String> byDigest(Map<String, KnownFile> known) {
        Map<Digest, String> paths = new HashMap<>();
        known.forEach((path, file) -> {
            Digest digest = file.sha256();
            if (digest != null) {
                paths.put(digest, path);
            }
        });
        return paths;
    }

    /// A file that was moved or copied within the project needs no upload, if its content still has the digest in the
    /// index.
    private static boolean copied(ProjectTree tree, String path, Digest digest, Workspace workspace)
            throws IOException {
        Path copy = tree.newFile();
        try (InputStream content = tree.read(path);
                OutputStream target = Files.newOutputStream(copy)) {
            if (!copyHashed(content, target).equals(digest)) {
                return false;
            }
            Files.move(copy, workspace.incoming().resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (java.nio.file.NoSuchFileException | NotPlainFileException gone) {
            return false;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Digest copyHashed(InputStream content, OutputStream target) throws IOException {
        MessageDigest digest = Digest.start();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = content.read(buffer)) >= 0) {
            digest.update(buffer, 0, read);
            target.write(buffer, 0, read);
        }
        return Digest.finish(digest.digest());
    }
}
