package dev.aegis.espctl.training;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.transfer.BlobReceiver;
import dev.aegis.peer.transfer.BlobSender;
import dev.aegis.peer.transfer.TransferProgress;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.ProtocolVersion;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A build machine that compiles nothing: every build returns the same files.
final class SampleBuildMachine implements AutoCloseable {
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    private static final int MOST_NEWS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String jobId;
    private final AgentKey key;
    private final DtlsCertificate certificate;
    private final SampleFirmware firmware;
    private final Clock clock;
    private final Executor threads;
    private final BlockingQueue<SignalingEvent> news = new ArrayBlockingQueue<>(MOST_NEWS);
    private final PeerLink link;
    private long seq;
    private int files;

    SampleBuildMachine(
            String jobId,
            PeerEngine engine,
            Fingerprint client,
            SampleFirmware firmware,
            Clock clock,
            Executor threads) {
        this.jobId = jobId;
        this.firmware = firmware;
        this.clock = clock;
        this.threads = threads;
        key = newKey(clock);
        certificate = Certificates.create(clock);
        news.add(new SignalingEvent.Assigned(key.agentId()));
        LinkSettings settings =
                new LinkSettings(certificate, List.of(), false, List.of(ChannelName.values()), client, WINDOW_BYTES);
        link = engine.open(settings, (candidate, mid, index) -> {
            boolean _ = news.offer(new SignalingEvent.Trickled(new Candidate(candidate, mid, index, 1)));
        });
    }

    private static AgentKey newKey(Clock clock) {
        try {
            return new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), clock);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    /// Returns the next message to the client; null at the end.
    @Nullable
    SignalingEvent news() throws IOException {
        try {
            return news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the training run is over", stop);
        }
    }

    void meet(SessionDescription offer) throws IOException {
        try {
            String answer = link.acceptOffer(offer.sdp());
            news.add(new SignalingEvent.Answered(
                    new SessionDescription(answer, offer.attempt(), key.identify(jobId, certificate.fingerprint()))));
        } catch (LinkException | InterruptedException failed) {
            throw new IOException(failed);
        }
        threads.execute(this::work);
    }

    void add(Candidate candidate) {
        link.addRemoteCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
    }

    private void work() {
        try {
            var _ = link.awaitConnected(PATIENCE);
            threads.execute(() -> serve(ChannelName.FIRMWARE));
            serve(ChannelName.ESPCTL);
        } catch (LinkException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(ChannelName name) {
        try {
            PeerChannel channel = link.channel(name);
            while (channel.receive() instanceof PeerChannel.Received.Message message) {
                hear(channel, WireJson.read(message.content(), ClientMessage.class));
            }
        } catch (LinkException | IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(PeerChannel channel, ClientMessage message)
            throws LinkException, IOException, InterruptedException {
        switch (message) {
            case ClientMessage.Hello hello -> {
                link.channel(ChannelName.FIRMWARE).allowWindow(hello.maxWindowBytes());
                say(channel, welcome());
            }
            case ClientMessage.Sync sync -> {
                files = sync.files().size();
                say(channel, new MachineMessage.SyncNeed(firstFile(sync)));
            }
            case ClientMessage.Upload upload -> {
                Path received = firmware.folder().resolve("upload-" + jobId);
                long bytes = BlobReceiver.receive(channel, upload.blob(), received, received, TransferProgress.NONE);
                say(channel, new MachineMessage.SyncDone(files, 1, 0, bytes));
            }
            case ClientMessage.Build build -> {
                say(channel, new MachineMessage.Accepted(build.taskId(), 0));
                say(channel, new MachineMessage.Events(build.taskId(), events(build)));
            }
            case ClientMessage.Fetch fetch -> {
                Path file = firmware.file(fetch.sha256());
                BlobSender.send(
                        channel,
                        file,
                        fetch.sha256(),
                        Files.size(file),
                        fetch.offset(),
                        blob -> WireJson.bytes(new MachineMessage.Download(blob)),
                        (done, total) -> {});
            }
            case ClientMessage.Goodbye ignored -> link.close();
            case ClientMessage.Attach ignored -> {}
            case ClientMessage.Cancel ignored -> {}
        }
    }

    private static List<MachineMessage.SyncNeed.Missing> firstFile(ClientMessage.Sync sync) {
        return sync.files().stream()
                .flatMap(file -> Stream.ofNullable(file.sha256()))
                .limit(1)
                .map(digest -> new MachineMessage.SyncNeed.Missing(digest, 0))
                .toList();
    }

    private MachineMessage.Welcome welcome() {
        return new MachineMessage.Welcome(
                ProtocolVersion.SUPPORTED.getFirst(), key.agentId(), "training", WINDOW_BYTES, List.of(), 0, null);
    }

    private List<TaskEvent> events(ClientMessage.Build build) {
        TaskResult result = new TaskResult(
                TaskResult.Status.SUCCEEDED,
                0,
                null,
                null,
                null,
                build.target(),
                "v0.0",
                List.of(new TaskResult.PhaseTime(Phase.COMPILING, 1)),
                firmware.artifacts());
        long now = clock.millis();
        return List.of(
                new TaskEvent.PhaseEntered(++seq, now, Phase.COMPILING),
                new TaskEvent.Progress(++seq, now, 1, 1),
                new TaskEvent.Log(++seq, now, "stdout", "[1/1] Building C object main.c.obj\n"),
                new TaskEvent.Finished(++seq, now, result));
    }

    private static void say(PeerChannel channel, MachineMessage message) throws LinkException, InterruptedException {
        channel.sendMessage(WireJson.bytes(message));
    }

    @Override
    public void close() {
        link.close();
    }
}
