package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A client with a project in memory, and a real workspace.
final class IntakeBench implements AutoCloseable {
    final Workspaces workspaces;
    final Map<String, String> files = new TreeMap<>();
    final List<ProjectFile> links = new ArrayList<>();

    IntakeBench(Path root) {
        workspaces = Workspaces.open(new WorkspaceSettings(root, OptionalInt.empty(), 0), Clock.systemUTC());
        files.put("CMakeLists.txt", "project(app)\n");
        files.put("main/main.c", "int main(void) { return 0; }\n");
    }

    Workspace workspace() {
        return workspaces.workspace("user-1", "project-1");
    }

    Path project() {
        return workspace().project();
    }

    List<ProjectFile> list() {
        List<ProjectFile> list = new ArrayList<>(links);
        files.forEach((path, text) -> {
            byte[] bytes = bytes(text);
            list.add(ProjectFile.file(path, bytes.length, Digest.of(bytes), path.endsWith(".sh")));
        });
        return list;
    }

    /// @param uploaded how many blobs travelled
    record Synced(SyncCounts counts, int uploaded) {}

    Synced sync() throws IOException, InterruptedException {
        Map<Digest, byte[]> contents = new HashMap<>();
        files.values().forEach(text -> contents.put(Digest.of(bytes(text)), bytes(text)));
        try (ProjectIntake intake = ProjectIntake.open(workspace(), holder -> {})) {
            List<MachineMessage.SyncNeed.Missing> missing = intake.begin(list());
            for (MachineMessage.SyncNeed.Missing blob : missing) {
                upload(intake, Objects.requireNonNull(contents.get(blob.sha256())));
            }
            return new Synced(intake.finish(), missing.size());
        }
    }

    static void upload(ProjectIntake intake, byte[] content) throws IOException {
        Files.write(intake.blobTarget(blob(content, 0)), content);
        intake.blobReceived(Digest.of(content));
    }

    static Blob blob(byte[] content, long offset) {
        return new Blob(Digest.of(content), content.length, offset, Blob.Encoding.IDENTITY);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        workspaces.close();
    }
}
