package dev.aegis.agent.workspace;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All workspaces and tasks of this machine. Directories are named after digests, because the names of users, projects
/// and tasks are untrusted.
///
/// ```
/// agent.lock
/// users/<user>/tasks/<task>/            one build: its events and copies of its artifacts
/// users/<user>/cache/                   compiler cache of this user
/// users/<user>/projects/<project>/
///     project/                          what builds see and write as the project
///     above/<level>/                    sources beside the project; level 1 is the directory above it
///     incoming/                         uploaded blobs
///     notes/                            the agent's notes on project/
/// trash/                                directories that are being removed
/// ```
public final class Workspaces implements AutoCloseable {
    private final WorkspaceSettings settings;
    private final Clock clock;
    private final FileChannel lockChannel;
    private final FileOwnership ownership;
    private final DirectoryPins usage = new DirectoryPins();
    private final ConcurrentHashMap<Path, ProjectLock> locks = new ConcurrentHashMap<>();

    private Workspaces(WorkspaceSettings settings, Clock clock, FileChannel lockChannel) {
        this.settings = settings;
        this.clock = clock;
        this.lockChannel = lockChannel;
        this.ownership = new FileOwnership(settings.fileOwner());
    }

    /// @throws WorkspaceException if the directory cannot be used, or another agent uses it
    public static Workspaces open(WorkspaceSettings settings, Clock clock) {
        try {
            Files.createDirectories(settings.root());
            Files.setPosixFilePermissions(settings.root(), PosixFilePermissions.fromString("rwx------"));
            FileChannel channel = FileChannel.open(
                    settings.root().resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new WorkspaceException(
                        "workspace_in_use",
                        "another agent uses the workspaces in " + settings.root(),
                        "stop it, or give this one another directory");
            }
            Workspaces workspaces = new Workspaces(settings, clock, channel);
            workspaces.emptyTrash();
            return workspaces;
        } catch (IOException broken) {
            throw WorkspaceException.of("opening the workspaces in " + settings.root(), broken);
        }
    }

    /// Returns the workspace of a user's project; creates it if it is new. Pin it while you use it.
    ///
    /// @param userId the user id of the grant
    /// @param projectKey the project key of the client
    public Workspace workspace(String userId, String projectKey) {
        Path home = userHome(userId).resolve("projects").resolve(nameOf(projectKey));
        try (Pin pin = usage.pin(home)) {
            Workspace workspace = new Workspace(this, userId, home);
            workspace.prepare();
            touch(home);
            return workspace;
        } catch (IOException broken) {
            throw WorkspaceException.of("making a workspace", broken);
        }
    }

    /// Returns the directory of a user's task, which may not exist yet.
    public Path taskHome(String userId, String taskId) {
        return userHome(userId).resolve("tasks").resolve(nameOf(taskId));
    }

    /// Returns the compiler cache of one user, which only builds of that user can write to.
    public Path cacheOf(String userId) {
        Path cache = userHome(userId).resolve("cache");
        try {
            Files.createDirectories(cache);
            ownership.give(cache);
            touch(cache);
            return cache;
        } catch (IOException broken) {
            throw WorkspaceException.of("making a compiler cache", broken);
        }
    }

    /// Every task's directory, of all users.
    public List<Path> taskHomes() {
        return below("tasks");
    }

    /// Every workspace's directory, of all users.
    public List<Path> workspaceHomes() {
        return below("projects");
    }

    /// Every user's compiler cache.
    public List<Path> caches() {
        List<Path> found = new ArrayList<>();
        for (Path user : children(settings.root().resolve("users"))) {
            if (Files.isDirectory(user.resolve("cache"))) {
                found.add(user.resolve("cache"));
            }
        }
        return found;
    }

    /// Keeps a directory of this tree from being evicted.
    public Pin pin(Path home) {
        return usage.pin(home);
    }

    /// Removes a workspace, task or cache unless it is pinned. Links in it are not followed.
    ///
    /// @return false if it is pinned
    public boolean evict(Path home) {
        boolean moved = usage.unlessPinned(home, () -> {
            Path trash = Files.createTempDirectory(trash(), "evicted");
            Files.move(home, trash.resolve("it"));
        });
        emptyTrash();
        return moved;
    }

    /// Marks a workspace or task as used now, for upkeep.
    public void touch(Path home) {
        try {
            Files.setLastModifiedTime(home, FileTime.from(clock.instant()));
        } catch (IOException broken) {
            throw WorkspaceException.of("marking a workspace as used", broken);
        }
    }

    /// @throws WorkspaceException `workspace_full` if `bytes` more do not fit
    public void requireSpace(long bytes) {
        if (freeBytes() - settings.reserveBytes() < bytes) {
            throw new WorkspaceException(
                    WorkspaceException.FULL,
                    "the build machine's workspace disk is full: " + bytes + " bytes more do not fit",
                    "try again later or on another machine; its operator must free space");
        }
    }

    public long freeBytes() {
        try {
            return Files.getFileStore(settings.root()).getUsableSpace();
        } catch (IOException broken) {
            throw WorkspaceException.of("asking for free space", broken);
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        }
    }

    FileOwnership ownership() {
        return ownership;
    }

    ProjectLock lockOf(Path home) {
        return locks.computeIfAbsent(home, key -> new ProjectLock());
    }

    Path trash() {
        Path trash = settings.root().resolve("trash");
        try {
            return Files.createDirectories(trash);
        } catch (IOException broken) {
            throw WorkspaceException.of("making room", broken);
        }
    }

    void emptyTrash() {
        try {
            TreeRemoval.empty(trash());
        } catch (IOException broken) {
            throw WorkspaceException.of("removing what is not needed any more", broken);
        }
    }

    private Path userHome(String userId) {
        return settings.root().resolve("users").resolve(nameOf(userId));
    }

    private static String nameOf(String outside) {
        return Digest.of(outside.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    private List<Path> below(String kind) {
        List<Path> found = new ArrayList<>();
        for (Path user : children(settings.root().resolve("users"))) {
            found.addAll(children(user.resolve(kind)));
        }
        return found;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> listing = Files.list(directory)) {
            return listing.toList();
        } catch (IOException broken) {
            throw WorkspaceException.of("listing " + directory.getFileName(), broken);
        } catch (UncheckedIOException broken) {
            throw WorkspaceException.of(
                    "listing " + directory.getFileName(), Objects.requireNonNull(broken.getCause()));
        }
    }

    /// The operating system releases the lock when this process ends or is killed.
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }
}
