package dev.aegis.agent.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectIntakeTest {
    @TempDir
    Path base;

    private IntakeBench bench;

    @BeforeEach
    void open() {
        bench = new IntakeBench(base.resolve("workspaces"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void writesTheProject() throws Exception {
        bench.files.put("tools/run.sh", "true\n");
        bench.files.put("empty", "");
        bench.links.add(ProjectFile.link("main/link.c", "main.c"));
        IntakeBench.Synced synced = bench.sync();
        assertEquals(new SyncCounts(5, 5, 0), synced.counts());
        bench.files.forEach((path, text) -> assertEquals(text, read(path)));
        assertTrue(Files.isExecutable(bench.project().resolve("tools/run.sh")));
        assertFalse(Files.isExecutable(bench.project().resolve("main/main.c")));
        assertEquals(
                "main.c",
                Files.readSymbolicLink(bench.project().resolve("main/link.c")).toString());
    }

    @Test
    void uploadsNothingTwice() throws Exception {
        bench.links.add(ProjectFile.link("main/link.c", "main.c"));
        bench.sync();
        assertEquals(new IntakeBench.Synced(new SyncCounts(3, 0, 0), 0), bench.sync());
    }

    @Test
    void touchesOnlyWhatChanged() throws Exception {
        bench.sync();
        FileTime before = Files.getLastModifiedTime(bench.project().resolve("CMakeLists.txt"));
        FileTime changed = Files.getLastModifiedTime(bench.project().resolve("main/main.c"));
        bench.files.put("main/main.c", "int main(void) { return 1; }\n");
        assertEquals(new IntakeBench.Synced(new SyncCounts(2, 1, 0), 1), bench.sync());
        assertEquals(before, Files.getLastModifiedTime(bench.project().resolve("CMakeLists.txt")));
        assertTrue(changed.compareTo(Files.getLastModifiedTime(bench.project().resolve("main/main.c"))) < 0);
    }

    @Test
    void uploadsNothingForAFileThatMoved() throws Exception {
        bench.sync();
        String text = String.valueOf(bench.files.remove("main/main.c"));
        bench.files.put("source/main.c", text);
        assertEquals(new IntakeBench.Synced(new SyncCounts(2, 1, 1), 0), bench.sync());
        assertEquals(text, read("source/main.c"));
        assertFalse(Files.exists(bench.project().resolve("main")), "the empty directory went too");
    }

    @Test
    void removesWhatVanishedButNothingThatABuildMade() throws Exception {
        bench.files.put("main/old.c", "old\n");
        bench.sync();
        Files.createDirectory(bench.project().resolve("build"));
        Files.writeString(bench.project().resolve("build/app.bin"), "made");
        Files.writeString(bench.project().resolve("sdkconfig"), "made");
        bench.files.remove("main/old.c");
        assertEquals(new SyncCounts(2, 0, 1), bench.sync().counts());
        assertFalse(Files.exists(bench.project().resolve("main/old.c")));
        assertEquals("made", read("build/app.bin"));
        assertEquals("made", read("sdkconfig"));
    }

    @Test
    void takesBackWhatABuildChanged() throws Exception {
        bench.sync();
        Files.writeString(bench.project().resolve("main/main.c"), "changed by a build\n");
        assertEquals(1, bench.sync().counts().written());
        assertEquals(bench.files.get("main/main.c"), read("main/main.c"));
    }

    @Test
    void followsTheExecuteBitAlone() throws Exception {
        bench.files.put("run.sh", "true\n");
        bench.sync();
        Files.setPosixFilePermissions(bench.project().resolve("run.sh"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(0, bench.sync().counts().written());
        assertTrue(Files.isExecutable(bench.project().resolve("run.sh")));
    }

    @Test
    void resumesAnUploadThatBroke() throws Exception {
        byte[] content = IntakeBench.bytes(bench.files.get("main/main.c") + "");
        try (ProjectIntake intake = ProjectIntake.open(bench.workspace(), holder -> {})) {
            intake.begin(bench.list());
            Files.write(intake.blobTarget(IntakeBench.blob(content, 0)), Arrays.copyOf(content, 10));
        }
        try (ProjectIntake intake = ProjectIntake.open(bench.workspace(), holder -> {})) {
            List<MachineMessage.SyncNeed.Missing> missing = intake.begin(bench.list());
            assertTrue(missing.contains(new MachineMessage.SyncNeed.Missing(Digest.of(content), 10)), "" + missing);
            assertThrows(IntakeException.class, () -> intake.blobTarget(IntakeBench.blob(content, 11)));
            assertEquals(10, Files.size(intake.blobTarget(IntakeBench.blob(content, 10))));
        }
    }

    @Test
    void refusesToFinishWithoutItsBlobs() throws Exception {
        try (ProjectIntake intake = ProjectIntake.open(bench.workspace(), holder -> {})) {
            intake.begin(bench.list());
            IntakeException refused = assertThrows(IntakeException.class, intake::finish);
            assertEquals("sync_incomplete", refused.code());
        }
        assertFalse(Files.exists(bench.project().resolve("CMakeLists.txt")), "nothing was written");
    }

    @Test
    void refusesABlobThatIsNotMissing() throws Exception {
        try (ProjectIntake intake = ProjectIntake.open(bench.workspace(), holder -> {})) {
            intake.begin(bench.list());
            IntakeException refused = assertThrows(
                    IntakeException.class, () -> intake.blobTarget(IntakeBench.blob(IntakeBench.bytes("other"), 0)));
            assertEquals("blob_refused", refused.code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "build/evil.bin", "main/main.c/below"})
    void refusesPathsThatAreNotTheClients(String path) throws Exception {
        bench.files.put(path, "x");
        assertEquals("path_refused", refusalOf(bench.list()).code());
    }

    @Test
    void refusesAFileBelowALink() throws Exception {
        bench.links.add(ProjectFile.link("out", "main"));
        bench.files.put("out/file", "x");
        assertEquals("path_refused", refusalOf(bench.list()).code());
    }

    @Test
    void refusesAPathTwice() throws Exception {
        List<ProjectFile> list = new ArrayList<>(bench.list());
        list.addAll(bench.list());
        assertEquals("path_refused", refusalOf(list).code());
    }

    @Test
    void refusesAnEmptyProject() throws Exception {
        assertEquals("project_empty", refusalOf(List.of()).code());
    }

    @Test
    void refusesTooManyFiles() throws Exception {
        List<ProjectFile> many =
                Collections.nCopies(Limits.PROJECT_FILES + 1, bench.list().getFirst());
        assertEquals("project_too_large", refusalOf(many).code());
    }

    @Test
    void refusesTooManyBytes() throws Exception {
        Digest digest = Digest.of(new byte[0]);
        List<ProjectFile> large = List.of(
                ProjectFile.file("a", Limits.PROJECT_BYTES, digest, false), ProjectFile.file("b", 1, digest, false));
        assertEquals("project_too_large", refusalOf(large).code());
    }

    @Test
    void saysThatTheDiskIsFullBeforeAnythingIsUploaded() throws Exception {
        try (Workspaces full = Workspaces.open(
                        new WorkspaceSettings(base.resolve("full"), OptionalInt.empty(), Long.MAX_VALUE / 2),
                        Clock.systemUTC());
                ProjectIntake intake = ProjectIntake.open(full.workspace("user", "project"), holder -> {})) {
            WorkspaceException refused = assertThrows(WorkspaceException.class, () -> intake.begin(bench.list()));
            assertEquals(WorkspaceException.FULL, refused.code());
        }
    }

    @Test
    void waitsForARunningSyncAndGetsItsPurpose() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        try (ProjectIntake first = ProjectIntake.open(bench.workspace(), holder -> {})) {
            first.begin(bench.list());
            Thread.ofVirtual().start(() -> {
                try (ProjectIntake second = ProjectIntake.open(bench.workspace(), told::complete)) {
                    opened.complete(second != null);
                } catch (InterruptedException stopped) {
                    opened.completeExceptionally(stopped);
                }
            });
            assertEquals("the project is being synced", told.get());
            assertFalse(opened.isDone());
        }
        assertTrue(opened.get());
    }

    @Test
    void keepsProjectsAndUsersApart() throws Exception {
        bench.sync();
        for (Path other : List.of(
                bench.workspaces.workspace("user-2", "project-1").project(),
                bench.workspaces.workspace("user-1", "project-2").project())) {
            try (Stream<Path> listing = Files.list(other)) {
                assertEquals(0, listing.count());
            }
        }
        Path odd = bench.workspaces.workspace("../../etc", "/../x\n").project();
        assertTrue(odd.startsWith(base.resolve("workspaces/users")), odd.toString());
    }

    @Test
    void doesNotFollowWhatAHostileBuildPutInPlaceOfADirectory() throws Exception {
        bench.sync();
        Path outside = Files.createDirectory(base.resolve("outside"));
        Files.writeString(outside.resolve("main.c"), "not yours\n");
        Files.delete(bench.project().resolve("main/main.c"));
        Files.delete(bench.project().resolve("main"));
        Files.createSymbolicLink(bench.project().resolve("main"), outside);
        bench.files.put("main/new.c", "new\n");
        assertEquals(2, bench.sync().counts().written());
        assertTrue(Files.isDirectory(bench.project().resolve("main"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("not yours\n", Files.readString(outside.resolve("main.c")));
        assertFalse(Files.exists(outside.resolve("new.c")));
    }

    @Test
    void doesNotFollowALinkInPlaceOfAFile() throws Exception {
        bench.sync();
        Path outside = Files.writeString(base.resolve("outside"), bench.files.get("main/main.c") + "");
        Files.delete(bench.project().resolve("main/main.c"));
        Files.createSymbolicLink(bench.project().resolve("main/main.c"), outside);
        assertEquals(1, bench.sync().counts().written());
        bench.files.remove("main/main.c");
        bench.files.put("main/other.c", "x");
        Files.delete(bench.project().resolve("main/main.c"));
        Files.createSymbolicLink(bench.project().resolve("main/main.c"), outside);
        bench.sync();
        assertTrue(Files.exists(outside), "the link went, not what it points to");
    }

    @Test
    void removesADirectoryInPlaceOfAFileWithoutLeavingTheWorkspace() throws Exception {
        bench.sync();
        Path outside = Files.writeString(base.resolve("outside"), "kept");
        Path hostile = bench.project().resolve("main/main.c");
        Files.delete(hostile);
        Files.createDirectories(hostile.resolve("deep/deeper"));
        Files.createSymbolicLink(hostile.resolve("deep/link"), base);
        assertEquals(1, bench.sync().counts().written());
        assertEquals(bench.files.get("main/main.c"), read("main/main.c"));
        assertEquals("kept", Files.readString(outside));
    }

    @Test
    void doesNotWaitForAPipeInPlaceOfAFile() throws Exception {
        bench.sync();
        Path pipe = bench.project().resolve("main/main.c");
        Files.delete(pipe);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals(1, bench.sync().counts().written());
        assertEquals(bench.files.get("main/main.c"), read("main/main.c"));
    }

    @Test
    void keepsWorkingWhenItsNotesAreLost() throws Exception {
        bench.sync();
        Files.writeString(bench.workspace().notes().resolve("index.json"), "{\"files\": 3");
        assertEquals(new IntakeBench.Synced(new SyncCounts(2, 0, 0), 0), bench.sync());
    }

    private IntakeException refusalOf(List<ProjectFile> list) throws InterruptedException {
        try (ProjectIntake intake = ProjectIntake.open(bench.workspace(), holder -> {})) {
            return assertThrows(IntakeException.class, () -> intake.begin(list));
        }
    }

    private String read(String path) {
        try {
            return Files.readString(bench.project().resolve(path));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
