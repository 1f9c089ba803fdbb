package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.peer.webrtc.EventQueue.Event;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The event thread of a link. It also keeps the deadlines that the library lacks, and holds back channel
/// events until the peer's certificate is verified.
final class LinkEventLoop {
    private static final System.Logger LOG = System.getLogger(LinkEventLoop.class.getName());
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int QUEUE_SLACK_BYTES = 1024 * 1024;

    private final WebRtcOptions options;
    private final LinkSettings settings;
    private final FrameLinkEvents events;
    private final ConnectReport report;
    private final Consumer<Consumer<ConnectionStats>> statsSource;
    private final EventQueue queue;
    private final Deque<Event> held = new ArrayDeque<>();
    private final Set<ChannelName> open = EnumSet.noneOf(ChannelName.class);

    private volatile boolean ended;
    private boolean verified;
    private boolean frameArrived;
    private long candidateDeadline = Long.MAX_VALUE;
    private long disconnectDeadline = Long.MAX_VALUE;

    LinkEventLoop(
            WebRtcOptions options,
            LinkSettings settings,
            FrameLinkEvents events,
            ConnectReport report,
            Consumer<Consumer<ConnectionStats>> statsSource) {
        this.options = options;
        this.settings = settings;
        this.events = events;
        this.report = report;
        this.statsSource = statsSource;
        queue = new EventQueue((long) settings.channels().size() * settings.maxWindowBytes() + QUEUE_SLACK_BYTES);
    }

    void start() {
        Thread.ofVirtual().name("link-events").start(this::run);
    }

    boolean isAlive() {
        return !ended;
    }

    void end() {
        ended = true;
        queue.end();
    }

    private void run() {
        try {
            while (!queue.isEnded()) {
                Event event = queue.poll(untilDeadline());
                if (event != null) {
                    take(event);
                }
                checkDeadlines();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Event event) {
        if (event.ofChannel() && !verified) {
            held.add(event);
        } else {
            perform(event);
        }
    }

    private void perform(Event event) {
        try {
            event.action().run();
        } catch (RuntimeException | Error failed) {
            // A failing listener must not end the thread that keeps the link's deadlines.
            LOG.log(Level.WARNING, "a link event failed", failed);
        } finally {
            queue.done(event);
        }
    }

    private void put(Runnable action) {
        queue.put(new Event(action, 0, false));
    }

    private void putOfChannel(Runnable action, int bytes) {
        if (!queue.put(new Event(action, bytes, true))) {
            fail("window_exceeded", "the other side exceeded its send window");
        }
    }

    void gatheringBegins() {
        put(() -> candidateDeadline = System.nanoTime() + options.noCandidate().toNanos());
    }

    void localCandidate(CandidateLine line, String sdpMid, int sdpMlineIndex) {
        put(() -> {
            report.localCandidate(line.kind());
            events.candidate(line.text(), sdpMid, sdpMlineIndex);
        });
    }

    void candidateError(String url, int code, String text) {
        put(() -> report.error(url, code, text));
    }

    void gatheringComplete() {
        put(() -> {
            report.gathered();
            candidateDeadline = report.hasLocalCandidate() ? Long.MAX_VALUE : System.nanoTime();
            events.candidate(null, null, 0);
        });
    }

    void state(RTCPeerConnectionState state) {
        put(() -> enter(state));
    }

    private void enter(RTCPeerConnectionState state) {
        switch (state) {
            case CONNECTED -> {
                disconnectDeadline = Long.MAX_VALUE;
                if (!verified) {
                    statsSource.accept(stats -> put(() -> verify(stats)));
                }
            }
            case DISCONNECTED ->
                disconnectDeadline = System.nanoTime() + options.disconnected().toNanos();
            case FAILED -> failed();
            case NEW, CONNECTING, CLOSED -> {}
        }
    }

    private void failed() {
        if (verified) {
            lost();
        } else {
            statsSource.accept(stats -> {
                if (stats.handshakeFailed()) {
                    failHandshake();
                } else {
                    fail("connect_failed", "the connection failed: " + report.sentence(stats));
                }
            });
        }
    }

    /// The library compares the peer's certificate with the SDP's fingerprint inside the handshake and
    /// aborts it on a mismatch; the certificate cannot be read afterwards.
    private void failHandshake() {
        Fingerprint expected = settings.expectedPeer();
        fail(
                "peer_certificate_mismatch",
                "the DTLS handshake failed: the other side did not present the certificate "
                        + (expected == null ? "of its SDP" : expected) + ", or did not accept this side's;"
                        + " the connection may be intercepted");
    }

    private void lost() {
        fail("peer_lost", "the connection to the other side was lost");
    }

    private void explainAndFail(String code, String sentence) {
        statsSource.accept(stats -> fail(code, sentence + ": " + report.sentence(stats)));
    }

    private void verify(ConnectionStats stats) {
        Fingerprint peer = stats.peer();
        Fingerprint expected = settings.expectedPeer();
        if (peer == null || (expected != null && !expected.equals(peer))) {
            fail(
                    "peer_certificate_mismatch",
                    "the other side presented the certificate " + (peer == null ? "that could not be read" : peer)
                            + (expected == null ? "" : "; expected " + expected)
                            + "; the connection may be intercepted");
            return;
        }
        if (verified) {
            return;
        }
        verified = true;
        LinkPath path = stats.path() == null ? new LinkPath(settings.relayOnly(), "unknown", "unknown") : stats.path();
        events.connected(new PeerLink.Connected(peer, path));
        while (!held.isEmpty()) {
            perform(held.removeFirst());
        }
    }

    void channelOpened(ChannelName name) {
        putOfChannel(
                () -> {
                    if (open.add(name)) {
                        events.channelOpened(name);
                    }
                },
                0);
    }

    void channelClosed(ChannelName name) {
        putOfChannel(() -> closed(name), 0);
    }

    /// A peer that closes its connection in order is noticed by its channels closing: the state of the
    /// connection follows 6 to 8 seconds later.
    private void closed(ChannelName name) {
        events.channelClosed(name);
        // A peer that never sent a frame has rejected the channels and not closed the link.
        if (open.remove(name) && open.isEmpty() && frameArrived) {
            fail("link_closed", "the other side closed the link");
        }
    }

    void frame(ChannelName name, byte[] frame) {
        putOfChannel(
                () -> {
                    frameArrived = true;
                    events.frame(name, frame);
                },
                frame.length);
    }

    /// Ends the link, once.
    void fail(String code, String sentence) {
        put(() -> {
            if (!ended) {
                ended = true;
                events.ended(new LinkException(code, sentence));
            }
        });
    }

    private String loopbackHint() {
        return options.loopback() ? " (the library needs a default route, on loopback too)" : "";
    }

    private long untilDeadline() {
        long nearest = Math.min(candidateDeadline, disconnectDeadline);
        return nearest == Long.MAX_VALUE ? IDLE_NANOS : Math.max(1, nearest - System.nanoTime());
    }

    private void checkDeadlines() {
        long now = System.nanoTime();
        if (now - candidateDeadline >= 0 && candidateDeadline != Long.MAX_VALUE) {
            candidateDeadline = Long.MAX_VALUE;
            if (!report.hasLocalCandidate()) {
                explainAndFail(
                        "no_candidates", "this side found no address at which it can be reached" + loopbackHint());
            }
        }
        if (now - disconnectDeadline >= 0 && disconnectDeadline != Long.MAX_VALUE) {
            disconnectDeadline = Long.MAX_VALUE;
            lost();
        }
    }
}
