package dev.aegis.agent.session;

import dev.aegis.agent.build.BuildTask;
import dev.aegis.agent.report.ArtifactServer;
import dev.aegis.agent.report.MachineVoice;
import dev.aegis.agent.report.Reports;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
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

/// One conversation: hello, then whatever the client asks for, until either side leaves. It only puts things in their
/// order; the work is done elsewhere.
final class Session {
    private static final int MALFORMED_MESSAGES = 8;

    /// A client that opens a window below this cannot have written it by our protocol.
    private static final int LEAST_WINDOW_BYTES = 256 * 1024;

    private final Grant grant;
    private final Workshop workshop;
    private final String agentId;
    private final PeerLink link;
    private final PeerChannel channel;
    private final MachineVoice voice;
    private final Departure departure;
    private final Requests requests;
    private final Reports reports;
    private final ProjectSync sync;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("session-", 1).factory());

    Session(Grant grant, PeerLink link, Workshop workshop, String agentId, Clock clock) throws LinkException {
        this.grant = grant;
        this.workshop = workshop;
        this.agentId = agentId;
        this.link = link;
        this.channel = link.channel(ChannelName.ESPCTL);
        this.voice = new MachineVoice(channel);
        this.departure = new Departure(
                link, channel, voice, clock, grant.executionParams().timeoutSecs());
        this.reports = new Reports(voice);
        this.sync = new ProjectSync(voice);
        this.requests = new Requests(grant, workshop, voice, sync, reports);
    }

    /// How a session leaves when somebody other than its client wants it to.
    Departure departure() {
        return departure;
    }

    SessionEnd run() throws InterruptedException {
        String reason;
        try {
            start(departure::watch);
            reason = greet() ? converse() : departure.reason();
        } catch (LinkException gone) {
            reason = departure.reasonOr(gone);
        } finally {
            threads.shutdownNow();
            sync.close();
            reports.close();
        }
        return new SessionEnd.Completed(reason, reports.busy().toMillis() / 1000.0);
    }

    private boolean greet() throws LinkException, InterruptedException {
        Received first = channel.receive();
        if (first == null) {
            return false;
        }
        Failure failure = greet(first);
        if (failure != null) {
            departure.leave(failure, failure.message());
            return false;
        }
        departure.greeted();
        return true;
    }

    private @Nullable Failure greet(Received first) throws LinkException, InterruptedException {
        ClientMessage message;
        try {
            message = read(first);
        } catch (WireException malformed) {
            return Trouble.fatal(Trouble.theirs(
                    "malformed_message", "the first message cannot be read: " + malformed.getMessage(), "send hello"));
        }
        if (!(message instanceof ClientMessage.Hello hello)) {
            return Trouble.fatal(
                    Trouble.theirs("hello_missing", "the first message of a session is hello", "send hello first"));
        }
        int version = ProtocolVersion.agree(hello.protocolVersions());
        if (version == 0) {
            return Trouble.fatal(Trouble.theirs(
                    "version_unsupported",
                    "this machine speaks protocol version " + ProtocolVersion.SUPPORTED + ", the client "
                            + hello.protocolVersions(),
                    "update the older of the two programs"));
        }
        if (hello.maxWindowBytes() < LEAST_WINDOW_BYTES) {
            return Trouble.fatal(Trouble.theirs(
                    "bad_window", "max_window_bytes must be at least " + LEAST_WINDOW_BYTES, "send a larger window"));
        }
        welcome(version, hello.maxWindowBytes());
        return null;
    }

    private void welcome(int version, int clientWindowBytes) throws LinkException, InterruptedException {
        channel.allowWindow(clientWindowBytes);
        voice.say(new MachineMessage.Welcome(
                version,
                agentId,
                workshop.agent(),
                Sessions.MAX_WINDOW_BYTES,
                workshop.store().offered(),
                departure.closesAt()));
        for (ChannelName granted : grant.webrtc().allowedChannels()) {
            if (!Sessions.CHANNELS.contains(granted)) {
                voice.say(unhandled(granted));
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
            // Without the channel there is nothing to serve.
        }
    }

    private Optional<BuildTask> task(String taskId) {
        return workshop.tasks().find(grant.userId(), taskId);
    }

    private String converse() throws LinkException, InterruptedException {
        int malformed = 0;
        for (Received next = channel.receive(); next != null; next = channel.receive()) {
            Failure failure;
            try {
                ClientMessage message = read(next);
                if (message instanceof ClientMessage.Goodbye goodbye) {
                    return "the client left" + (goodbye.reason() == null ? "" : ": " + goodbye.reason());
                }
                failure = message instanceof ClientMessage.Upload upload
                        ? sync.upload(channel, upload.blob())
                        : requests.answer(message);
            } catch (WireException broken) {
                failure =
                        Trouble.theirs("malformed_message", "the message cannot be read: " + broken.getMessage(), null);
                failure = ++malformed < MALFORMED_MESSAGES ? failure : Trouble.fatal(failure);
            }
            if (failure != null && failure.fatal()) {
                departure.leave(failure, failure.message());
            } else if (failure != null) {
                voice.say(failure);
            }
        }
        return departure.reason();
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
