package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.agent.workspace.WorkspaceLock;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One sync of a project: `open`, `begin`, `blobTarget` and `blobReceived` for each missing blob, `finish`, and always
/// `close`. It holds the workspace's lock from `open` to `close`. Uploaded bytes are kept, and the next sync continues
/// after them.
///
/// Not safe for several threads at once.
public final class ProjectIntake implements AutoCloseable {
    private final Workspace workspace;
    private final WorkspaceLock lock;
    private @Nullable SyncPlan plan;

    private ProjectIntake(Workspace workspace, WorkspaceLock lock) {
        this.workspace = workspace;
        this.lock = lock;
    }

    /// Waits until no build and no other sync uses the workspace.
    ///
    /// @param waiting receives the purpose of the current holder if it must wait
    public static ProjectIntake open(Workspace workspace, Consumer<String> waiting) throws InterruptedException {
        return new ProjectIntake(workspace, workspace.lock("the project is being synced", waiting));
    }

    /// Returns the blobs that must be uploaded. Does not change the project yet.
    ///
    /// @throws IntakeException when the list breaks a rule
    /// @throws WorkspaceException `workspace_full` when it would not fit on the disk
    public List<MachineMessage.SyncNeed.Missing> begin(List<ProjectFile> files) {
        FileListRules.check(files);
        try {
            SyncPlan made = SyncPlan.make(workspace, files);
            workspace.all().requireSpace(made.missingBytes());
            plan = made;
            return made.missing();
        } catch (IOException broken) {
            throw WorkspaceException.of("comparing the project with the workspace", broken);
        }
    }

    /// Returns the file for the bytes of a blob. It has the first `blob.offset()` bytes already, or does not exist. The
    /// receiver writes to it, and checks the SHA-256 of the whole content before `blobReceived`.
    ///
    /// @throws IntakeException if the sync does not need this blob, or its size or offset differs
    public Path blobTarget(Blob blob) {
        SyncPlan current = begun();
        Long size = current.missingSizes().get(blob.sha256());
        if (size == null) {
            throw blobRefused(blob, "is not among the missing ones");
        }
        if (size != blob.size()) {
            throw blobRefused(blob, "has " + blob.size() + " bytes, the list of files says " + size);
        }
        Path partial = current.partial(blob.sha256());
        try {
            long there = Files.exists(partial) ? Files.size(partial) : 0;
            if (blob.offset() > there) {
                throw blobRefused(blob, "begins at " + blob.offset() + ", but only " + there + " bytes are here");
            }
            return partial;
        } catch (IOException broken) {
            throw WorkspaceException.of("preparing an upload", broken);
        }
    }

    /// Marks the file from `blobTarget` as complete, with the right SHA-256.
    public void blobReceived(Digest sha256) {
        SyncPlan current = begun();
        Path partial = current.partial(sha256);
        try {
            Files.move(partial, current.complete(sha256), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw WorkspaceException.of("keeping an upload", broken);
        }
    }

    /// Makes the project equal to the list. Writes only files that are new or different: the others keep their times
    /// and are not compiled again. Removes files of earlier syncs that the list lacks. Keeps the files of builds.
    ///
    /// @throws IntakeException `sync_incomplete` if a blob is still missing
    public SyncCounts finish() {
        SyncPlan current = begun();
        current.requireComplete();
        try {
            SyncCounts counts = new Materializer(workspace, current).run();
            plan = null;
            return counts;
        } catch (IOException broken) {
            throw WorkspaceException.of("writing the project", broken);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private SyncPlan begun() {
        SyncPlan current = plan;
        if (current == null) {
            throw new IntakeException(
                    "sync_incomplete", "no sync has begun", "send the list of files before their contents");
        }
        return current;
    }

    private static IntakeException blobRefused(Blob blob, String why) {
        return new IntakeException("blob_refused", "the blob " + blob.sha256() + " " + why, "sync again");
    }
}
