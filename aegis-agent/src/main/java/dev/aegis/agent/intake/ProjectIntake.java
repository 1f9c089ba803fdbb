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

/// One sync of a project: `open`, `begin`, for each missing blob `blobTarget` and `blobReceived`, then
/// `finish`, and `close` in any case. It holds the workspace's lock from `open` to `close`, so a
/// session closes it when its client goes. What was uploaded stays, and the next sync's `begin` says
/// how many bytes of each blob are there.
///
/// Not for several threads at once.
public final class ProjectIntake implements AutoCloseable {
    private final Workspace workspace;
    private final WorkspaceLock lock;
    private @Nullable SyncPlan plan;

    private ProjectIntake(Workspace workspace, WorkspaceLock lock) {
        this.workspace = workspace;
        this.lock = lock;
    }

    /// Waits until no build and no other sync works in the workspace.
    ///
    /// @param waiting is told what is in the way, when something is
    public static ProjectIntake open(Workspace workspace, Consumer<String> waiting) throws InterruptedException {
        return new ProjectIntake(workspace, workspace.lock("the project is being synced", waiting));
    }

    /// Says what must be uploaded. Nothing of the project is touched yet.
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

    /// Where the bytes of an announced blob are to be written: a file that holds the first
    /// `blob.offset()` bytes already, or is to be made. Only the receiver writes to it, and checks the
    /// whole content's SHA-256 before `blobReceived`.
    ///
    /// @throws IntakeException when nobody asked for this blob, or its size or offset is another
    public Path blobTarget(Blob blob) {
        SyncPlan current = begun();
        Long size = current.missingSizes().get(blob.sha256());
        if (size == null) {
            throw blobRefused(blob, "was not asked for");
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

    /// The file from `blobTarget` is complete and its SHA-256 was right.
    public void blobReceived(Digest sha256) {
        SyncPlan current = begun();
        Path partial = current.partial(sha256);
        try {
            Files.move(partial, current.complete(sha256), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw WorkspaceException.of("keeping an upload", broken);
        }
    }

    /// Makes the project what the list said. Writes files that are new or different and no others, so
    /// that their times stay and only what changed is compiled again; removes files that earlier syncs
    /// wrote and this list lacks; leaves what builds made.
    ///
    /// @throws IntakeException `sync_incomplete` when a blob is missing still
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
