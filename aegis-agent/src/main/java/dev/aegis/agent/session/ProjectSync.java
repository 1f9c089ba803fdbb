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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The project syncs of one session, one after another. Used by the session's thread only.
///
/// A sync first waits for the workspace on a thread of its own: a build of the same project may hold it, and the
/// session must still receive the message that cancels this build. That thread hands the sync over through a queue
/// when it has asked for the missing files. From then on the sync belongs to the session's thread, which receives them.
final class ProjectSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSync.class);

    private final PeerChannel channel;
    private final MessageSender sender;
    private final BlockingQueue<Receiving> planned = new ArrayBlockingQueue<>(1);
    private @Nullable Thread planning;
    private @Nullable Receiving receiving;

    ProjectSync(PeerChannel channel, MessageSender sender) {
        this.channel = channel;
        this.sender = sender;
    }

    /// Starts a sync, which sends its own answers. An unfinished earlier sync is abandoned.
    void begin(Workspace workspace, ClientMessage.Sync sync) {
        close();
        planning = Thread.ofVirtual().name("sync").start(() -> {
            try {
                plan(workspace, sync);
            } catch (InterruptedException abandoned) {
                Thread.currentThread().interrupt();
            } catch (LinkException gone) {
                LOG.debug("a sync ended with its link: {}", gone.getMessage());
            }
        });
    }

    private void plan(Workspace workspace, ClientMessage.Sync sync) throws LinkException, InterruptedException {
        ProjectIntake intake = ProjectIntake.open(
                workspace,
                purpose ->
                        LOG.atInfo().addKeyValue("user_id", workspace.userId()).log("a sync waits: {}", purpose));
        boolean handedOver = false;
        try {
            List<Missing> missing = intake.begin(sync.files());
            // Before the client can answer: an upload is refused unless a sync waits for it.
            handedOver = !missing.isEmpty() && planned.offer(new Receiving(intake, missing));
            sender.send(new MachineMessage.SyncNeed(missing));
            if (missing.isEmpty()) {
                finish(intake, 0);
            }
        } catch (IntakeException refused) {
            sender.send(ClientFailures.of(refused));
        } catch (WorkspaceException broken) {
            sender.send(ClientFailures.of(broken));
        } catch (RuntimeException bug) {
            sender.sendBug("a sync", bug);
        } finally {
            if (!handedOver) {
                intake.close();
            }
        }
    }

    /// Receives one announced file from the channel.
    ///
    /// @return a fatal failure if it cannot be received, because its data frames are already on their way
    @Nullable
    Failure upload(Blob blob) throws InterruptedException, LinkException {
        if (receiving == null) {
            receiving = planned.poll();
        }
        Receiving current = receiving;
        if (current == null) {
            return ClientFailures.fatal(
                    ClientFailures.theirs("blob_refused", "an upload came without a sync", "send sync first"));
        }
        Failure failure = receive(current, blob);
        if (failure == null && current.missing.isEmpty()) {
            complete(current);
        }
        return failure;
    }

    private @Nullable Failure receive(Receiving current, Blob blob) throws InterruptedException, LinkException {
        try {
            Path target = current.intake.blobTarget(blob);
            // The receiver writes to the target itself. The intake renames it when it is complete.
            current.bytes += BlobReceiver.receive(channel, blob, target, target, TransferProgress.NONE);
            current.intake.blobReceived(blob.sha256());
            current.missing.remove(blob.sha256());
            return null;
        } catch (IntakeException refused) {
            return ClientFailures.fatal(ClientFailures.of(refused));
        } catch (WorkspaceException broken) {
            return ClientFailures.fatal(ClientFailures.of(broken));
        } catch (IOException broken) {
            return ClientFailures.fatal(ClientFailures.of(WorkspaceException.of("receiving a file", broken)));
        } catch (LinkException failed) {
            if (failed.code().equals("blob_broken_off")) {
                throw failed;
            }
            return ClientFailures.fatal(
                    ClientFailures.theirs(failed.code(), String.valueOf(failed.getMessage()), "sync again"));
        }
    }

    private void complete(Receiving current) throws LinkException, InterruptedException {
        receiving = null;
        try {
            finish(current.intake, current.bytes);
        } catch (IntakeException refused) {
            sender.send(ClientFailures.of(refused));
        } catch (WorkspaceException broken) {
            sender.send(ClientFailures.of(broken));
        } finally {
            current.intake.close();
        }
    }

    private void finish(ProjectIntake intake, long receivedBytes) throws LinkException, InterruptedException {
        SyncCounts counts = intake.finish();
        // A build or sync that the client sends in reaction finds the workspace free.
        intake.close();
        sender.send(new MachineMessage.SyncDone(counts.files(), counts.written(), counts.removed(), receivedBytes));
    }

    /// Abandons the current sync and releases the workspace. The next sync continues from the uploaded bytes.
    @Override
    public void close() {
        if (planning != null) {
            planning.interrupt();
            joinWithoutInterruption(planning);
            planning = null;
        }
        if (receiving == null) {
            receiving = planned.poll();
        }
        if (receiving != null) {
            receiving.intake.close();
            receiving = null;
        }
    }

    /// The thread may still hold the workspace, so an interrupt must not end this wait.
    private static void joinWithoutInterruption(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException hurry) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A sync whose missing files are being received.
    private static final class Receiving {
        private final ProjectIntake intake;
        private final Set<Digest> missing;
        private long bytes;

        Receiving(ProjectIntake intake, List<Missing> missing) {
            this.intake = intake;
            this.missing = new HashSet<>(missing.stream().map(Missing::sha256).toList());
        }
    }
}
