package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A link with flow-controlled channels, on any engine that carries frames.
final class ChannelLink implements PeerLink, FrameLinkEvents, FlowControlledChannel.Owner {
    private final LinkSettings settings;
    private final LocalCandidateListener candidates;
    private final Supplier<SendWindow> windows;
    private final LongSupplier nanoTime;
    private final Consumer<ChannelLink> onClosed;
    private final ChannelTable channels;
    private final LinkState state;
    private final LinkKeepalive keepalive;

    ChannelLink(
            LinkSettings settings,
            LocalCandidateListener candidates,
            LinkTimings timings,
            Supplier<SendWindow> windows,
            LongSupplier nanoTime,
            Consumer<ChannelLink> onClosed) {
        this.settings = settings;
        this.candidates = candidates;
        this.windows = windows;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
        channels = new ChannelTable(settings.channels(), timings.lateChannel(), nanoTime);
        state = new LinkState(channels, nanoTime);
        keepalive = new LinkKeepalive(timings, state, channels, this::ended);
    }

    /// Opens the connection. Called once, before the caller gets the link. When it fails, every method
    /// of the link throws the reason.
    void open(FrameEngine engine) {
        try {
            state.opened(engine.open(settings, this));
            if (state.isEnded()) {
                closeFrames();
            }
        } catch (LinkException failed) {
            ended(failed);
        }
    }

    @Override
    public String createOffer() throws LinkException, InterruptedException {
        channels.offers();
        return state.requireFrames().createOffer();
    }

    @Override
    public String acceptOffer(String sdp) throws LinkException, InterruptedException {
        return state.requireFrames().acceptOffer(sdp);
    }

    @Override
    public void acceptAnswer(String sdp) throws LinkException, InterruptedException {
        state.requireFrames().acceptAnswer(sdp);
    }

    @Override
    public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        FrameLink link = state.liveFrames();
        if (link != null) {
            link.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
        }
    }

    @Override
    public Connected awaitConnected(Duration deadline) throws LinkException, InterruptedException {
        FrameLink link = state.requireFrames();
        Connected now = waitUntilConnected(deadline);
        if (now != null) {
            return now;
        }
        String sentence = link.explain();
        var late = new LinkException(
                "connect_timeout", "no connection within " + deadline.toMillis() + " ms: " + sentence);
        ended(late);
        throw late;
    }

    private @Nullable Connected waitUntilConnected(Duration deadline) throws LinkException, InterruptedException {
        long end = nanoTime.getAsLong() + deadline.toNanos();
        Connected connected = state.awaitConnected(end);
        boolean decided = connected != null && channels.awaitDecided(end);
        state.throwIfEnded();
        return decided ? connected : null;
    }

    @Override
    public PeerChannel channel(ChannelName name) throws LinkException {
        state.throwIfEnded();
        if (channels.isClosed(name)) {
            throw whyChannelEnded(name);
        }
        return channels.accepted(name);
    }

    @Override
    public PeerChannel awaitChannel(ChannelName name) throws LinkException, InterruptedException {
        channels.await(name);
        return channel(name);
    }

    @Override
    public LinkException whyChannelEnded(ChannelName name) {
        LinkException reason = state.endReason();
        return reason != null ? reason : channels.whyClosed(name);
    }

    @Override
    public void protocolViolated(String code, String sentence) {
        ended(new LinkException(code, sentence));
    }

    @Override
    public void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        candidates.accept(candidate, sdpMid, sdpMlineIndex);
    }

    @Override
    public void connected(Connected now) {
        state.connected(now);
        keepalive.start();
    }

    @Override
    public void channelOpened(ChannelName name) {
        FrameLink link = state.awaitFrames();
        if (link == null) {
            return;
        }
        var channel = new FlowControlledChannel(name, this, link, settings, windows.get(), nanoTime);
        if (channels.add(channel)) {
            channel.ping();
        }
    }

    @Override
    public void frame(ChannelName name, byte[] frame) {
        channels.arrived(name, frame);
    }

    @Override
    public void channelClosed(ChannelName name) {
        channels.closed(name);
    }

    /// Closes the connection on another thread, because the engine's own thread may call this.
    @Override
    public void ended(LinkException why) {
        state.ended(why);
        Thread.ofVirtual().name("link-end").start(this::closeFrames);
    }

    @Override
    public @Nullable LinkException awaitClosed() throws InterruptedException {
        return state.awaitEnd();
    }

    @Override
    public void close() {
        state.closed();
        closeFrames();
        channels.end();
    }

    private void closeFrames() {
        FrameLink link = state.frames();
        if (link != null) {
            link.close();
        }
        onClosed.accept(this);
    }
}
