package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.IceServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Two links with signaling between them, without a build server.
public final class LinkPair implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_WINDOW = 4 * 1024 * 1024;

    public final PeerLink client;
    public final PeerLink machine;
    public final List<String> candidates = new CopyOnWriteArrayList<>();

    private LinkPair(PeerEngine clients, LinkSettings client, PeerEngine machines, LinkSettings machine) {
        var toMachine = new DirectSignaling(candidates);
        var toClient = new DirectSignaling(candidates);
        this.client = clients.open(client, toMachine);
        this.machine = machines.open(machine, toClient);
        toMachine.other = this.machine;
        toClient.other = this.client;
    }

    public static LinkPair open(PeerEngine clients, LinkSettings client, PeerEngine machines, LinkSettings machine) {
        return new LinkPair(clients, client, machines, machine);
    }

    /// A pair that expects each other's certificates and may open all three channels.
    public static LinkPair open(PeerEngine clients, PeerEngine machines) {
        DtlsCertificate client = Certificates.create(Clock.systemUTC());
        DtlsCertificate machine = Certificates.create(Clock.systemUTC());
        return open(clients, settings(client, null), machines, settings(machine, client.fingerprint()));
    }

    public static LinkPair connected(PeerEngine clients, PeerEngine machines) throws Exception {
        LinkPair pair = open(clients, machines);
        pair.negotiate();
        pair.awaitConnected();
        return pair;
    }

    public static LinkSettings settings(DtlsCertificate certificate, @Nullable Fingerprint expected) {
        return settings(certificate, expected, List.of(ChannelName.values()));
    }

    public static LinkSettings settings(
            DtlsCertificate certificate, @Nullable Fingerprint expected, List<ChannelName> channels) {
        return new LinkSettings(certificate, List.of(), false, channels, expected, MAX_WINDOW);
    }

    public static LinkSettings relayed(
            DtlsCertificate certificate, @Nullable Fingerprint expected, List<IceServer> servers) {
        return new LinkSettings(certificate, servers, true, List.of(ChannelName.values()), expected, MAX_WINDOW);
    }

    public void negotiate() throws LinkException, InterruptedException {
        client.acceptAnswer(machine.acceptOffer(client.createOffer()));
    }

    /// @return the client's side of the connection
    public PeerLink.Connected awaitConnected() throws Exception {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PeerLink.Connected> there = both.submit(() -> machine.awaitConnected(PATIENCE));
            PeerLink.Connected here = client.awaitConnected(PATIENCE);
            there.get();
            return here;
        }
    }

    @Override
    public void close() {
        client.close();
        machine.close();
    }

    private static final class DirectSignaling implements LocalCandidateListener {
        private final List<String> seen;
        volatile @Nullable PeerLink other;

        DirectSignaling(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void accept(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
            if (candidate != null) {
                seen.add(candidate);
            }
            PeerLink to = other;
            if (to != null) {
                to.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
            }
        }
    }
}
