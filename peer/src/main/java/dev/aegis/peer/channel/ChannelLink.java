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
import org.jspecify.annotations.Nullable;

/// A link whose channels have a send window, on any engine that carries frames.
final class ChannelLink implements PeerLink, FrameLinkEvents {
    private final LinkSettings settings;
    private final LocalCandidateListener candidates;
    private final SendWindows windows;
    private final LongSupplier nanoTime;
    private final Consumer<ChannelLink> onClosed;
    private final ChannelTable channels;
    private final LinkState life;
    private final LinkKeepalive beat;

    ChannelLink(
            LinkSettings settings,
            LocalCandidateListener candidates,
            LinkTimings timings,
            SendWindows windows,
            LongSupplier nanoTime,
            Consumer<ChannelLink> onClosed) {
        this.settings = settings;
        this.candidates = candidates;
        this.windows = windows;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
        channels = new ChannelTable(settings.channels(), timings.lateChannel(), nanoTime);
        life = new LinkState(channels, nanoTime);
        beat = new LinkKeepalive(timings, life, channels, this::ended);
    }

    /// Called once, before the link is handed out. A link that could not be opened says why when it
    /// is used.
    void open(FrameEngine engine) {
        try {
            life.opened(engine.open(settings, this));
            if (life.isOver()) {
                closeFrames();
            }
        } catch (LinkException failed) {
            ended(failed);
        }
    }

    @Override
    public String createOffer() throws LinkException, InterruptedException {
        channels.offers();
        return life.requireFrames().createOffer();
    }

    @Override
    public String acceptOffer(String sdp) throws LinkException, InterruptedException {
        return life.requireFrames().acceptOffer(sdp);
    }

    @Override
    public void acceptAnswer(String sdp) throws LinkException, InterruptedException {
        life.requireFrames().acceptAnswer(sdp);
    }

    @Override
    public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        FrameLink link = life.liveFrames();
        if (link != null) {
            link.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
        }
    }

    @Override
    public Connected awaitConnected(Duration deadline) throws LinkException, InterruptedException {
        FrameLink link = life.requireFrames();
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
        Connected connected = life.awaitConnected(end);
        boolean decided = connected != null && channels.awaitDecided(end);
        life.throwIfOver();
        return decided ? connected : null;
    }

    @Override
    public PeerChannel channel(ChannelName name) throws LinkException {
        life.throwIfOver();
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

    LinkException whyChannelEnded(ChannelName name) {
        LinkException over = life.whyOver();
        return over != null ? over : channels.whyClosed(name);
    }

    /// The other side broke the protocol: nothing it sends can be trusted to mean what it says.
    void broken(String code, String sentence) {
        ended(new LinkException(code, sentence));
    }

    @Override
    public void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        candidates.accept(candidate, sdpMid, sdpMlineIndex);
    }

    @Override
    public void connected(Connected now) {
        life.connected(now);
        beat.start();
    }

    @Override
    public void channelOpened(ChannelName name) {
        FrameLink link = life.awaitFrames();
        if (link == null) {
            return;
        }
        var channel = new FlowControlledChannel(name, this, link, settings, windows.create(nanoTime), nanoTime);
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

    /// Nothing comes after the end, so the connection is given back at once, on another thread
    /// because it may be the engine that is calling.
    @Override
    public void ended(LinkException why) {
        life.ended(why);
        Thread.ofVirtual().name("link-end").start(this::closeFrames);
    }

    @Override
    public @Nullable LinkException awaitClosed() throws InterruptedException {
        return life.awaitEnd();
    }

    @Override
    public void close() {
        life.closed();
        closeFrames();
        channels.end();
    }

    private void closeFrames() {
        FrameLink link = life.frames();
        if (link != null) {
            link.close();
        }
        onClosed.accept(this);
    }
}
