package dev.aegis.agent.session;

import dev.aegis.agent.report.ArtifactServer;
import dev.aegis.agent.report.FollowedTasks;
import dev.aegis.agent.report.MessageSender;
import dev.aegis.agent.session.RequestHandler.Handled;
import dev.aegis.agent.task.BuildTask;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.ProtocolVersion;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineMessage.Failure;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// One session: `hello`, then requests until either side leaves. It only sequences; the work is done in other classes.
final class Session {
    private static final int MALFORMED_MESSAGES = 8;

    /// A client that opens a window below this cannot have written it by our protocol.
    private final Grant grant;
    private final MachineServices services;
    private final String agentId;
    private final PeerLink link;
    private final PeerChannel channel;
    private final MessageSender sender;
    private final SessionShutdown shutdown;
    private final RequestHandler requests;
    private final FollowedTasks followed;
    private final ProjectSync sync;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("session-", 1).factory());

    Session(Grant grant, PeerLink link, MachineServices services, String agentId, Clock clock) throws LinkException {
        this.grant = grant;
        this.services = services;
        this.agentId = agentId;
        this.link = link;
        this.channel = link.channel(ChannelName.ESPCTL);
        this.sender = new MessageSender(channel);
        this.shutdown = new SessionShutdown(
                link, channel, sender, clock, grant.executionParams().timeoutSecs());
        this.followed = new FollowedTasks(sender);
        this.sync = new ProjectSync(channel, sender);
        this.requests = new RequestHandler(grant, services, sender, sync, followed);
    }

    /// Ends this session from the machine's side.
    SessionShutdown shutdown() {
        return shutdown;
    }

    SessionEnd run() throws InterruptedException {
        String reason;
        try {
            start(shutdown::watch);
            reason = greet() ? handleRequests() : shutdown.reason();
        } catch (LinkException gone) {
            reason = shutdown.reasonOr(gone);
        } finally {
            threads.shutdownNow();
            sync.close();
            followed.close();
        }
        return new SessionEnd.Completed(reason, followed.busy().toMillis() / 1000.0);
    }

    private boolean greet() throws LinkException, InterruptedException {
        Received first = channel.receive();
        if (first == null) {
            return false;
        }
        Failure failure = greet(first);
        if (failure != null) {
            shutdown.leave(failure, failure.message());
            return false;
        }
        shutdown.greeted();
        return true;
    }

    private @Nullable Failure greet(Received first) throws LinkException, InterruptedException {
        ClientMessage message;
        try {
            message = read(first);
        } catch (WireException malformed) {
            return ClientFailures.fatal(ClientFailures.theirs(
                    "malformed_message", "the first message cannot be read: " + malformed.getMessage(), "send hello"));
        }
        if (!(message instanceof ClientMessage.Hello hello)) {
            return ClientFailures.fatal(ClientFailures.theirs(
                    "hello_missing", "the first message of a session is hello", "send hello first"));
        }
        int version = ProtocolVersion.agree(hello.protocolVersions());
        if (version == 0) {
            return ClientFailures.fatal(ClientFailures.theirs(
                    "version_unsupported",
                    "this machine supports protocol version " + ProtocolVersion.SUPPORTED + ", the client "
                            + hello.protocolVersions(),
                    "update the older of the two programs"));
        }
        if (hello.maxWindowBytes() < Limits.SMALLEST_WINDOW_BYTES) {
            return ClientFailures.fatal(ClientFailures.theirs(
                    "bad_window",
                    "max_window_bytes must be at least " + Limits.SMALLEST_WINDOW_BYTES,
                    "send a larger window"));
        }
        welcome(version, hello.maxWindowBytes());
        return null;
    }

    private void welcome(int version, int clientWindowBytes) throws LinkException, InterruptedException {
        channel.allowWindow(clientWindowBytes);
        sender.send(new MachineMessage.Welcome(
                version,
                agentId,
                services.agent(),
                SessionJobHandler.MAX_WINDOW_BYTES,
                services.store().offered(),
                shutdown.closesAt(),
                Limits.LEVELS_ABOVE));
        for (ChannelName granted : grant.webrtc().allowedChannels()) {
            if (!SessionJobHandler.CHANNELS.contains(granted)) {
                sender.send(unhandled(granted));
            }
        }
        if (grant.webrtc().allowedChannels().contains(ChannelName.FIRMWARE)) {
            start(() -> serveArtifacts(clientWindowBytes));
        }
    }

    private static Failure unhandled(ChannelName granted) {
        return new Failure(
                "channel_rejected",
                "channel " + granted.wire() + " was rejected: this build machine has no handler for it",
                "update the build machine's agent, or ask for a permission without " + granted.wire(),
                Fault.INFRASTRUCTURE,
                false);
    }

    private void serveArtifacts(int clientWindowBytes) throws InterruptedException {
        try {
            PeerChannel firmware = link.awaitChannel(ChannelName.FIRMWARE);
            firmware.allowWindow(clientWindowBytes);
            new ArtifactServer(firmware, this::task).run();
        } catch (LinkException closed) {
            // The client closed the channel.
        }
    }

    private Optional<BuildTask> task(String taskId) {
        return services.tasks().find(grant.userId(), taskId);
    }

    /// @return why the session ended
    private String handleRequests() throws LinkException, InterruptedException {
        int malformed = 0;
        for (Received next = channel.receive(); next != null; next = channel.receive()) {
            Handled handled;
            try {
                handled = requests.handle(read(next));
            } catch (WireException broken) {
                Failure failure = ClientFailures.theirs(
                        "malformed_message", "the message cannot be read: " + broken.getMessage(), null);
                handled =
                        new Handled.Failed(++malformed < MALFORMED_MESSAGES ? failure : ClientFailures.fatal(failure));
            }
            switch (handled) {
                case Handled.Done _ -> {}
                case Handled.ClientLeft left -> {
                    return "the client left" + (left.reason() == null ? "" : ": " + left.reason());
                }
                case Handled.Failed failed -> tell(failed.failure());
            }
        }
        return shutdown.reason();
    }

    private void tell(Failure failure) throws LinkException, InterruptedException {
        if (failure.fatal()) {
            shutdown.leave(failure, failure.message());
        } else {
            sender.send(failure);
        }
    }

    private static ClientMessage read(Received received) {
        return switch (received) {
            case Received.Message message -> WireJson.read(message.content(), ClientMessage.class);
            case Received.Data _ -> throw new WireException("data frames came without an upload");
        };
    }

    private void start(Work work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
