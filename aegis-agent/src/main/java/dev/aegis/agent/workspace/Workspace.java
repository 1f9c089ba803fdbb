package dev.aegis.agent.workspace;

import dev.aegis.protocol.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/// The persistent directory of one project of one user.
public final class Workspace {
    private final Workspaces all;
    private final String userId;
    private final Path home;

    Workspace(Workspaces all, String userId, Path home) {
        this.all = all;
        this.userId = userId;
        this.home = home;
    }

    public String userId() {
        return userId;
    }

    /// The directory that is pinned, touched and evicted.
    public Path home() {
        return home;
    }

    /// The directory that builds see as the project. Builds write to it: read it only through `openProject`.
    public Path project() {
        return home.resolve("project");
    }

    /// The directory with the files that lie this many levels above the project, such as `../components` at level 1. It
    /// exists only when a sync or a build needs it. Builds write to it: read it only through `openProject`.
    public Path above(int level) {
        return home.resolve("above").resolve(Integer.toString(level));
    }

    /// Returns the highest level above the project that has a directory; 0 if there is none.
    public int highestLevel() {
        int level = Limits.LEVELS_ABOVE;
        while (level > 0 && !Files.isDirectory(above(level), LinkOption.NOFOLLOW_LINKS)) {
            level--;
        }
        return level;
    }

    /// The agent's notes on this workspace, which no build can access.
    public Path notes() {
        return home.resolve("notes");
    }

    /// The directory of uploaded blobs until they are written into the project.
    public Path incoming() {
        return home.resolve("incoming");
    }

    /// Opens the project to read and change it without following links. Take the lock first.
    public ProjectTree openProject() {
        try {
            return new ProjectTree(this, home.resolve("making"));
        } catch (IOException broken) {
            throw WorkspaceException.of("opening the project", broken);
        }
    }

    /// Waits for the lock. The workspace is pinned while it is held.
    ///
    /// @param purpose shown to those who wait for this one, such as `a build of this project is
    /// running`
    /// @param waiting receives the purpose of the current holder if it must wait
    public WorkspaceLock lock(String purpose, Consumer<String> waiting) throws InterruptedException {
        Pin pin = all.pin(home);
        try {
            WorkspaceLock turn = all.lockOf(home).acquire(purpose, waiting);
            prepare();
            all.touch(home);
            return new WorkspaceLock(() -> {
                turn.close();
                pin.close();
            });
        } catch (InterruptedException stopped) {
            pin.close();
            throw stopped;
        } catch (IOException broken) {
            pin.close();
            throw WorkspaceException.of("making a workspace", broken);
        }
    }

    /// Removes everything that syncs and builds wrote, from the project and from the user's compiler cache.
    /// The next sync uploads the project again. Take the lock first.
    public void clear() {
        try {
            Files.setPosixFilePermissions(project(), PosixFilePermissions.fromString("rwxr-xr-x"));
            TreeRemoval.clear(project(), all.trash());
            for (int level = highestLevel(); level > 0; level--) {
                if (Files.isDirectory(above(level), LinkOption.NOFOLLOW_LINKS)) {
                    TreeRemoval.clear(above(level), all.trash());
                }
            }
            TreeRemoval.clear(all.cacheOf(userId), all.trash());
        } catch (IOException broken) {
            throw WorkspaceException.of("emptying a workspace", broken);
        }
        all.emptyTrash();
    }

    /// All workspaces of the machine.
    public Workspaces all() {
        return all;
    }

    void prepare() throws IOException {
        for (Path directory : new Path[] {notes(), incoming(), home.resolve("making")}) {
            Files.createDirectories(directory);
        }
        makeSources(project());
    }

    /// Creates a directory that builds write to. Its parent belongs to the agent.
    void makeSources(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            all.ownership().give(directory);
        }
    }
}
