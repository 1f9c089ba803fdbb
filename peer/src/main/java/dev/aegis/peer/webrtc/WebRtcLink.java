package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection of the library. Every call into the library holds the lock, because a closed
/// connection must not be used. Callbacks never take the lock.
final class WebRtcLink implements FrameLink, NativeEvents {
    private final WebRtcOptions options;
    private final LinkSettings settings;
    private final SharedFactory factory;
    private final ConnectReport report;
    private final LinkEventLoop loop;
    private final LinkChannels channels;
    private final ConnectionObserver observer = new ConnectionObserver(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<RTCIceCandidate> early = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable RTCPeerConnection connection;
    private boolean hasRemote;
    private int remoteCandidates;
    private boolean closing;

    WebRtcLink(WebRtcOptions options, LinkSettings settings, FrameLinkEvents events, SharedFactory factory) {
        this.options = options;
        this.settings = settings;
        this.factory = factory;
        report = new ConnectReport(settings.iceServers(), settings.relayOnly());
        loop = new LinkEventLoop(options, settings, events, report, this::requestStats);
        channels = new LinkChannels(settings, loop, lock);
    }

    void open() throws LinkException {
        var configuration = ConnectionSettings.of(settings, options.loopback());
        var connections = factory.acquire();
        try {
            connection = connections.createPeerConnection(configuration, observer);
        } catch (RuntimeException | Error refused) {
            factory.release(0);
            throw new LinkException("bad_ice_server", "an ICE server cannot be used: " + refused.getMessage(), refused);
        }
        loop.start();
    }

    @Override
    public String createOffer() throws LinkException, InterruptedException {
        RTCPeerConnection live = live();
        lock.lock();
        try {
            channels.create(live);
        } finally {
            lock.unlock();
        }
        return describe(live, Negotiation.createOffer(live));
    }

    @Override
    public String acceptOffer(String sdp) throws LinkException, InterruptedException {
        RTCPeerConnection live = live();
        setRemote(live, RTCSdpType.OFFER, sdp);
        return describe(live, Negotiation.createAnswer(live));
    }

    @Override
    public void acceptAnswer(String sdp) throws LinkException, InterruptedException {
        setRemote(live(), RTCSdpType.ANSWER, sdp);
    }

    private String describe(RTCPeerConnection live, RTCSessionDescription description)
            throws LinkException, InterruptedException {
        loop.gatheringBegins();
        Negotiation.setLocal(live, description);
        return options.loopback() ? SdpCheck.onLoopback(description.sdp) : description.sdp;
    }

    private void setRemote(RTCPeerConnection live, RTCSdpType type, String sdp)
            throws LinkException, InterruptedException {
        SdpCheck.check(sdp, settings.expectedPeer());
        Negotiation.setRemote(live, type, options.loopback() ? SdpCheck.onLoopback(sdp) : sdp);
        lock.lock();
        try {
            hasRemote = true;
            early.forEach(this::add);
            early.clear();
        } finally {
            lock.unlock();
        }
    }

    private RTCPeerConnection live() throws LinkException {
        lock.lock();
        try {
            if (connection == null || closing) {
                throw new LinkException("link_closed", "the link is closed");
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        if (candidate == null || candidate.isBlank() || candidate.length() > Limits.CANDIDATE_BYTES) {
            return;
        }
        CandidateLine line = CandidateLine.parse(candidate).orElse(null);
        if (line == null || (options.loopback() && !line.isLoopback())) {
            return;
        }
        lock.lock();
        try {
            if (closing || ++remoteCandidates > Limits.CANDIDATES) {
                return;
            }
            report.remoteCandidate(line.kind());
            var remote = new RTCIceCandidate(sdpMid == null ? "0" : sdpMid, sdpMlineIndex, line.text());
            if (hasRemote) {
                add(remote);
            } else {
                early.add(remote);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(RTCIceCandidate candidate) {
        RTCPeerConnection live = connection;
        if (live == null) {
            return;
        }
        try {
            live.addIceCandidate(candidate);
        } catch (RuntimeException | Error unreadable) {
            // Other candidates may still connect.
            report.error("a remote candidate", 0, String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public void send(ChannelName channel, byte[] frame) throws LinkException, InterruptedException {
        channels.send(channel, frame);
    }

    @Override
    public boolean offer(ChannelName channel, byte[] frame) {
        return channels.offer(channel, frame);
    }

    @Override
    public void closeChannel(ChannelName channel) {
        channels.close(channel);
    }

    @Override
    public String explain() throws InterruptedException {
        var answer = new CompletableFuture<ConnectionStats>();
        requestStats(answer::complete);
        ConnectionStats stats;
        try {
            stats = answer.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            stats = ConnectionStats.UNKNOWN;
        }
        return report.sentence(stats);
    }

    /// Requests statistics, which the library delivers on another thread.
    private void requestStats(Consumer<ConnectionStats> receiver) {
        lock.lock();
        try {
            RTCPeerConnection live = connection;
            if (live == null || closing) {
                receiver.accept(ConnectionStats.UNKNOWN);
                return;
            }
            live.getStats(stats -> CallbackGuard.run(() -> receiver.accept(read(stats))));
        } finally {
            lock.unlock();
        }
    }

    private static ConnectionStats read(RTCStatsReport stats) {
        try {
            return ConnectionStats.read(stats);
        } catch (RuntimeException unreadable) {
            return ConnectionStats.UNKNOWN;
        }
    }

    @Override
    public void candidate(String candidate, String sdpMid, int sdpMlineIndex) {
        CandidateLine.parse(candidate)
                .flatMap(line -> options.loopback() ? line.onLoopback() : Optional.of(line))
                .ifPresent(line -> loop.localCandidate(line, sdpMid, sdpMlineIndex));
    }

    @Override
    public void candidateError(String url, int code, String text) {
        loop.candidateError(url, code, text);
    }

    @Override
    public void gatheringComplete() {
        loop.gatheringComplete();
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        loop.state(state);
    }

    @Override
    public void dataChannel(RTCDataChannel channel) {
        channels.arrived(channel);
    }

    @Override
    public void close() {
        if (beginClosing()) {
            shutDown();
            closed.countDown();
        } else {
            awaitShutDown();
        }
    }

    private boolean beginClosing() {
        lock.lock();
        try {
            boolean first = !closing;
            closing = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the other close, so that the link is released when this call returns too.
    private void awaitShutDown() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        channels.closeAll(loop.isAlive());
        loop.end();
        lock.lock();
        try {
            observer.detach();
            channels.forget();
            RTCPeerConnection live = connection;
            if (live != null) {
                live.close();
                connection = null;
                factory.release(channels.receivedFrames());
            }
        } finally {
            lock.unlock();
        }
    }
}
