package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.project.SourcesBeside;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.transfer.BlobSender;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes the machine's workspace equal to the project: sends the list of files, then the contents that are missing.
final class Upload {
    private final BuildOrder order;
    private final BuildListener listener;
    private final BuildStatistics statistics;

    Upload(BuildOrder order, BuildListener listener, BuildStatistics statistics) {
        this.order = order;
        this.listener = listener;
        this.statistics = statistics;
    }

    void run(MachineSession session) throws LinkException, InterruptedException {
        requireLevels(session);
        session.send(new ClientMessage.Sync(order.projectKey(), order.snapshot().entries()));
        MachineMessage.SyncNeed need = receive(session, MachineMessage.SyncNeed.class);
        statistics.needed();
        Map<Digest, Snapshot.Scanned> files = order.snapshot().byDigest();
        long total = 0;
        for (MachineMessage.SyncNeed.Missing missing : need.missing()) {
            total += file(files, missing).entry().size() - missing.offset();
        }
        if (!need.missing().isEmpty()) {
            listener.on(new BuildEvent.UploadBegan(need.missing().size(), total));
        }
        long done = 0;
        for (MachineMessage.SyncNeed.Missing missing : need.missing()) {
            Snapshot.Scanned file = file(files, missing);
            send(session, file, missing, done, total);
            done += file.entry().size() - missing.offset();
        }
        listener.on(new BuildEvent.Synced(receive(session, MachineMessage.SyncDone.class)));
    }

    /// A machine with an older agent would refuse the whole list, or build without these files.
    private void requireLevels(MachineSession session) {
        int needed = order.snapshot().entries().stream()
                .mapToInt(file -> ProjectFile.levelsAbove(file.path()))
                .max()
                .orElse(0);
        if (needed > session.levelsAbove()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "machine_too_old",
                    "the build machine " + session.agentId() + " takes no sources from outside the project ("
                            + order.snapshot().beside().folders().stream()
                                    .map(SourcesBeside.Folder::path)
                                    .collect(Collectors.joining(", "))
                            + ")",
                    "ask its operator to update aegis-agent");
        }
    }

    private void send(
            MachineSession session,
            Snapshot.Scanned file,
            MachineMessage.SyncNeed.Missing missing,
            long before,
            long total)
            throws LinkException, InterruptedException {
        session.exclusively(channel -> {
            try {
                BlobSender.send(
                        channel,
                        file.path(),
                        missing.sha256(),
                        file.entry().size(),
                        missing.offset(),
                        blob -> WireJson.bytes(new ClientMessage.Upload(blob)),
                        (now, of) -> listener.on(new BuildEvent.Uploaded(before + now - missing.offset(), total)));
            } catch (IOException | LinkException broken) {
                if (broken instanceof LinkException link && !link.code().equals("blob_changed")) {
                    throw link;
                }
                throw changed(file, broken);
            }
        });
    }

    private static Snapshot.Scanned file(Map<Digest, Snapshot.Scanned> files, MachineMessage.SyncNeed.Missing missing)
            throws LinkException {
        Snapshot.Scanned file = files.get(missing.sha256());
        if (file == null
                || missing.offset() < 0
                || missing.offset() > file.entry().size()) {
            throw new LinkException("protocol_error", "the machine asked for content that we did not name");
        }
        return file;
    }

    private static <T> T receive(MachineSession session, Class<T> expected) throws LinkException, InterruptedException {
        MachineMessage message = session.receive();
        if (expected.isInstance(message)) {
            return expected.cast(message);
        }
        if (message instanceof MachineMessage.Failure failure) {
            throw failed(failure);
        }
        throw SessionErrors.unexpected(message);
    }

    /// Content with another digest belongs to a file that was saved while it was being sent.
    private static Failure failed(MachineMessage.Failure failure) {
        return failure.code().equals("blob_corrupt")
                ? new Failure(
                        ExitCode.FAILED,
                        "file_changed",
                        "a file changed while the project was being sent: " + failure.message(),
                        "run: espctl build")
                : MachineSession.refused(failure);
    }

    private static Failure changed(Snapshot.Scanned file, Exception cause) {
        return new Failure(
                ExitCode.FAILED,
                "file_changed",
                file.entry().path() + " changed or went away while the project was being sent",
                "run: espctl build",
                cause);
    }
}
