package dev.aegis.bench;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The client's and the machine's end of one link, connected without a build server.
final class LinkedPeers implements AutoCloseable {
    /// The window that espctl and the agent use.
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final PeerLink client;
    private final PeerLink machine;

    private LinkedPeers(PeerLink client, PeerLink machine) {
        this.client = client;
        this.machine = machine;
    }

    static LinkedPeers connect(PeerEngine clients, PeerEngine machines, Clock clock) throws InterruptedException {
        DtlsCertificate ours = Certificates.create(clock);
        DtlsCertificate theirs = Certificates.create(clock);
        CandidateForwarder toMachine = new CandidateForwarder();
        CandidateForwarder toClient = new CandidateForwarder();
        PeerLink client = clients.open(settings(ours, null), toMachine);
        PeerLink machine = machines.open(settings(theirs, ours.fingerprint()), toClient);
        toMachine.other = machine;
        toClient.other = client;
        LinkedPeers peers = new LinkedPeers(client, machine);
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            client.acceptAnswer(machine.acceptOffer(client.createOffer()));
            Future<PeerLink.Connected> there = both.submit(() -> machine.awaitConnected(CONNECT_TIMEOUT));
            var _ = client.awaitConnected(CONNECT_TIMEOUT);
            var _ = there.get();
            peers.machine().allowWindow(WINDOW_BYTES);
            return peers;
        } catch (LinkException | ExecutionException failed) {
            peers.close();
            throw new BenchException("two peers on loopback did not connect: " + failed.getMessage(), failed);
        }
    }

    PeerChannel client() throws LinkException {
        return client.channel(ChannelName.FIRMWARE);
    }

    PeerChannel machine() throws LinkException {
        return machine.channel(ChannelName.FIRMWARE);
    }

    @Override
    public void close() {
        client.close();
        machine.close();
    }

    private static LinkSettings settings(DtlsCertificate certificate, @Nullable Fingerprint expected) {
        return new LinkSettings(certificate, List.of(), false, List.of(ChannelName.values()), expected, WINDOW_BYTES);
    }

    /// Passes candidates to the other end, in place of the build server.
    private static final class CandidateForwarder implements LocalCandidateListener {
        private volatile @Nullable PeerLink other;

        @Override
        public void accept(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
            PeerLink to = other;
            if (to != null) {
                to.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
            }
        }
    }
}
