package dev.aegis.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacesTest {
    @TempDir
    Path base;

    private Workspaces open() {
        return Workspaces.open(new WorkspaceSettings(base, OptionalInt.empty(), 0), Clock.systemUTC());
    }

    @Test
    void refusesASecondAgentInTheSameDirectory() {
        try (Workspaces first = open()) {
            assertTrue(first.freeBytes() > 0);
            WorkspaceException refused = assertThrows(WorkspaceException.class, this::open);
            assertEquals("workspace_in_use", refused.code());
        }
        open().close();
    }

    @Test
    void evictsAHostileTreeWithoutFollowingIt() throws Exception {
        Path outside = Files.writeString(base.resolve("outside"), "kept");
        try (Workspaces workspaces = open()) {
            Workspace workspace = workspaces.workspace("user", "project");
            Path hostile = Files.createDirectories(workspace.project().resolve("a"));
            Files.createSymbolicLink(hostile.resolve("up"), base);
            // A python process nests as deep as no path reaches.
            String nest = "import os\nfor _ in range(3000):\n os.mkdir('d'*20); os.chdir('d'*20)\n";
            assertEquals(
                    0,
                    new ProcessBuilder("python3", "-c", nest)
                            .directory(hostile.toFile())
                            .start()
                            .waitFor());
            assertTrue(workspaces.evict(workspace.home()));
            assertFalse(Files.exists(workspace.home()));
            assertEquals("kept", Files.readString(outside));
            try (var trash = Files.list(base.resolve("trash"))) {
                assertEquals(0, trash.count());
            }
        }
    }

    @Test
    void evictsNothingThatIsInUse() throws Exception {
        try (Workspaces workspaces = open()) {
            Workspace workspace = workspaces.workspace("user", "project");
            try (WorkspaceLock lock = workspace.lock("a test", holder -> {})) {
                assertFalse(workspaces.evict(workspace.home()));
                lock.close();
            }
            assertTrue(workspaces.evict(workspace.home()));
        }
    }

    @Test
    void aLockComesBackAfterAnEviction() throws Exception {
        try (Workspaces workspaces = open()) {
            Workspace workspace = workspaces.workspace("user", "project");
            workspaces.evict(workspace.home());
            try (WorkspaceLock lock = workspace.lock("a test", holder -> {});
                    ProjectTree tree = workspace.openProject()) {
                assertTrue(tree.look("main").isEmpty());
                lock.close();
            }
        }
    }

    @Test
    void readsPlainFilesOnly() throws Exception {
        try (Workspaces workspaces = open()) {
            Workspace workspace = workspaces.workspace("user", "project");
            Path secret = Files.writeString(base.resolve("secret"), "secret");
            Path build = Files.createDirectory(workspace.project().resolve("build"));
            Files.createSymbolicLink(build.resolve("link"), secret);
            Files.createSymbolicLink(build.resolve("directory"), base);
            Files.createDirectory(build.resolve("folder"));
            Files.writeString(build.resolve("plain"), "plain");
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", build.resolve("pipe").toString())
                            .start()
                            .waitFor());
            try (ProjectTree tree = workspace.openProject()) {
                assertEquals(
                        "plain", new String(tree.readSmall("build/plain", 5), java.nio.charset.StandardCharsets.UTF_8));
                assertThrows(NotPlainFileException.class, () -> tree.readSmall("build/plain", 4));
                for (String odd : new String[] {"build/link", "build/pipe", "build/folder"}) {
                    assertThrows(NotPlainFileException.class, () -> tree.read(odd), odd);
                }
                assertThrows(IOException.class, () -> tree.read("build/directory/secret"));
                assertThrows(NoSuchFileException.class, () -> tree.read("build/absent"));
            }
        }
    }

    @Test
    void distinguishesAFullDiskFromOtherFailures() {
        assertEquals(
                WorkspaceException.FULL,
                WorkspaceException.of("storing", new IOException("No space left on device"))
                        .code());
        assertEquals(
                WorkspaceException.FULL,
                WorkspaceException.of("storing", new IOException("x: Disk quota exceeded"))
                        .code());
        assertEquals(
                WorkspaceException.BROKEN,
                WorkspaceException.of("storing", new IOException("Input/output error"))
                        .code());
    }
}
