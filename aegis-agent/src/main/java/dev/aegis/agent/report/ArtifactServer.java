package dev.aegis.agent.report;

import dev.aegis.agent.task.BuildTask;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.transfer.BlobSender;
import dev.aegis.peer.transfer.TransferProgress;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineMessage.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves artifacts on the `firmware` channel, one fetch after another. The channel is the queue: while one transfer
/// waits for the client, the next request waits in the receive window.
public final class ArtifactServer {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactServer.class);

    private final PeerChannel channel;
    private final MessageSender sender;
    private final Function<String, Optional<BuildTask>> tasks;

    /// @param tasks finds a task of this session's user by its id
    public ArtifactServer(PeerChannel channel, Function<String, Optional<BuildTask>> tasks) {
        this.channel = channel;
        this.sender = new MessageSender(channel);
        this.tasks = tasks;
    }

    /// Returns when the channel has ended.
    public void run() throws InterruptedException {
        try {
            for (Received received = channel.receive(); received != null; received = channel.receive()) {
                answer(received);
            }
        } catch (LinkException gone) {
            LOG.debug("a transfer ended: {}", gone.getMessage());
        }
    }

    private void answer(Received received) throws LinkException, InterruptedException {
        try {
            Failure failure = serve(received);
            if (failure != null) {
                sender.send(failure);
            }
        } catch (RuntimeException bug) {
            sender.sendBug("a fetch", bug);
        }
    }

    private @Nullable Failure serve(Received received) throws LinkException, InterruptedException {
        if (!(received instanceof Received.Message message)) {
            return failure("unexpected_data", "data frames came on the firmware channel", "send fetch");
        }
        try {
            return WireJson.read(message.content(), ClientMessage.class) instanceof ClientMessage.Fetch fetch
                    ? serve(fetch)
                    : failure(
                            "wrong_channel",
                            "only fetch belongs on the firmware channel",
                            "send the other messages on the espctl channel");
        } catch (WireException malformed) {
            return failure("malformed_message", "the message cannot be read: " + malformed.getMessage(), null);
        }
    }

    private @Nullable Failure serve(ClientMessage.Fetch fetch) throws LinkException, InterruptedException {
        Optional<BuildTask> task = tasks.apply(fetch.taskId());
        if (task.isEmpty()) {
            return failure("no_such_task", "you have no task " + fetch.taskId() + " on this machine", "build again");
        }
        Optional<Path> file = task.get().artifact(fetch.sha256());
        if (file.isEmpty()) {
            return failure(
                    "no_such_artifact",
                    "task " + fetch.taskId() + " has no artifact " + fetch.sha256() + ", or it was evicted",
                    "build again");
        }
        return send(fetch, file.get());
    }

    private @Nullable Failure send(ClientMessage.Fetch fetch, Path file) throws LinkException, InterruptedException {
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            if (fetch.offset() > source.size()) {
                return failure(
                        "offset_beyond_end",
                        "the artifact has " + source.size() + " bytes, fewer than " + fetch.offset(),
                        "fetch it from the start");
            }
            long sent = BlobSender.send(
                    channel,
                    source,
                    fetch.sha256(),
                    source.size(),
                    fetch.offset(),
                    blob -> WireJson.bytes(new MachineMessage.Download(blob)),
                    TransferProgress.NONE);
            LOG.atDebug().addKeyValue("task_id", fetch.taskId()).log("artifact sent in {} bytes", sent);
            return null;
        } catch (IOException broken) {
            LOG.atWarn().addKeyValue("task_id", fetch.taskId()).setCause(broken).log("an artifact cannot be read");
            return new Failure(
                    "artifact_unreadable", "the artifact cannot be read", "build again", Fault.INFRASTRUCTURE, false);
        }
    }

    private static Failure failure(String code, String message, @Nullable String hint) {
        return new Failure(code, message, hint, Fault.PROJECT, false);
    }
}
