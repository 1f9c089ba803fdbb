package dev.aegis.agent.session;

import dev.aegis.agent.intake.IntakeException;
import dev.aegis.agent.intake.ProjectIntake;
import dev.aegis.agent.intake.SyncCounts;
import dev.aegis.agent.report.MessageSender;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.transfer.BlobReceiver;
import dev.aegis.peer.transfer.TransferProgress;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineMessage.Failure;
import dev.aegis.protocol.session.MachineMessage.SyncNeed.Missing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One session's syncs, one after another. A sync waits its turn on a thread of its own, because a build of the same
/// project may be in the way and the client must still be heard: it may want to cancel that build.
final class ProjectSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSync.class);

    private final MessageSender sender;
    private @Nullable Thread waiting;
    private @Nullable ProjectIntake intake;
    private Set<Digest> missing = Set.of();
    private long receivedBytes;

    ProjectSync(MessageSender sender) {
        this.sender = sender;
    }

    /// Begins a sync; the answer goes to the client when it is known. A sync that was not finished is given up.
    void begin(Workspace workspace, ClientMessage.Sync sync) {
        close();
        synchronized (this) {
            receivedBytes = 0;
            waiting = Thread.ofVirtual().name("sync").start(() -> plan(workspace, sync));
        }
    }

    private void plan(Workspace workspace, ClientMessage.Sync sync) {
        try {
            ProjectIntake opened = ProjectIntake.open(
                    workspace,
                    purpose -> LOG.atInfo()
                            .addKeyValue("user_id", workspace.userId())
                            .log("a sync waits: {}", purpose));
            if (!keep(opened)) {
                return;
            }
            List<Missing> needed = answered(() -> opened.begin(sync.files()));
            if (needed == null) {
                release(opened);
                return;
            }
            ask(needed);
            sender.send(new MachineMessage.SyncNeed(needed));
            // Otherwise the last upload finishes it, on the thread that receives.
            if (needed.isEmpty()) {
                finishIfComplete();
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        } catch (LinkException gone) {
            close();
        }
    }

    private synchronized boolean keep(ProjectIntake opened) {
        if (!Thread.currentThread().equals(waiting) || Thread.currentThread().isInterrupted()) {
            opened.close();
            return false;
        }
        intake = opened;
        return true;
    }

    private synchronized void ask(List<Missing> needed) {
        missing = new HashSet<>(needed.stream().map(Missing::sha256).toList());
    }

    private synchronized void release(ProjectIntake opened) {
        if (intake == opened) {
            intake = null;
        }
        opened.close();
    }

    /// Takes one upload off the channel.
    ///
    /// @return what is wrong; fatal, because data frames that nobody wants are on their way
    @Nullable
    Failure upload(PeerChannel channel, Blob blob) throws InterruptedException, LinkException {
        ProjectIntake current = current();
        if (current == null) {
            return ClientFailures.fatal(
                    ClientFailures.theirs("blob_refused", "an upload came that nobody asked for", "send sync first"));
        }
        try {
            Path target = current.blobTarget(blob);
            // The receiver's last step, a rename, is the intake's here.
            long came = BlobReceiver.receive(channel, blob, target, target, TransferProgress.NONE);
            current.blobReceived(blob.sha256());
            received(blob.sha256(), came);
        } catch (IntakeException refused) {
            return ClientFailures.fatal(ClientFailures.of(refused));
        } catch (WorkspaceException broken) {
            return ClientFailures.fatal(ClientFailures.of(broken));
        } catch (IOException broken) {
            return ClientFailures.fatal(ClientFailures.of(WorkspaceException.of("receiving a file", broken)));
        } catch (LinkException failed) {
            return broken(failed);
        }
        finishIfComplete();
        return null;
    }

    private static Failure broken(LinkException failed) throws LinkException {
        if (failed.code().equals("blob_broken_off")) {
            throw failed;
        }
        return ClientFailures.fatal(
                ClientFailures.theirs(failed.code(), String.valueOf(failed.getMessage()), "sync again"));
    }

    private synchronized void received(Digest sha256, long came) {
        missing.remove(sha256);
        receivedBytes += came;
    }

    private void finishIfComplete() throws LinkException, InterruptedException {
        ProjectIntake current;
        long came;
        synchronized (this) {
            current = missing.isEmpty() ? intake : null;
            came = receivedBytes;
        }
        if (current == null) {
            return;
        }
        SyncCounts counts = answered(current::finish);
        release(current);
        if (counts != null) {
            sender.send(new MachineMessage.SyncDone(counts.files(), counts.written(), counts.removed(), came));
        }
    }

    private synchronized @Nullable ProjectIntake current() {
        return intake;
    }

    /// The step's result; null when it failed and the client was told.
    private <T> @Nullable T answered(Step<T> step) throws LinkException, InterruptedException {
        try {
            return step.run();
        } catch (IntakeException refused) {
            sender.send(ClientFailures.of(refused));
        } catch (WorkspaceException broken) {
            sender.send(ClientFailures.of(broken));
        }
        return null;
    }

    /// Gives the workspace back. What was uploaded stays for the next sync.
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            thread = waiting;
            waiting = null;
        }
        if (thread != null && !thread.equals(Thread.currentThread())) {
            thread.interrupt();
            joined(thread);
        }
        synchronized (this) {
            if (intake != null) {
                intake.close();
            }
            intake = null;
            missing = Set.of();
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step<T> {
        T run();
    }
}
