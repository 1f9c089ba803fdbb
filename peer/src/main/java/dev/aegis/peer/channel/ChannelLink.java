package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidates;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A link whose channels have a send window, on any engine that carries frames.
final class ChannelLink implements PeerLink, FrameLinkEvents {
    private final LinkSettings settings;
    private final LocalCandidates candidates;
    private final LinkTimings timings;
    private final SendWindows windows;
    private final LongSupplier nanoTime;
    private final Consumer<ChannelLink> onClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ChannelName, WindowChannel> channels = new EnumMap<>(ChannelName.class);
    private final Set<ChannelName> closedChannels = EnumSet.noneOf(ChannelName.class);

    private @Nullable FrameLink frames;
    private @Nullable Connected connected;
    private @Nullable LinkException reason;
    private boolean offers;
    private boolean closed;
    private long firstOpened;

    ChannelLink(
            LinkSettings settings,
            LocalCandidates candidates,
            LinkTimings timings,
            SendWindows windows,
            LongSupplier nanoTime,
            Consumer<ChannelLink> onClosed) {
        this.settings = settings;
        this.candidates = candidates;
        this.timings = timings;
        this.windows = windows;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
    }

    /// Called once, before the link is handed out. A link that could not be opened says why when it
    /// is used.
    void open(FrameEngine engine) {
        try {
            FrameLink opened = engine.open(settings, this);
            lock.lock();
            try {
                frames = opened;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (isOver()) {
                closeFrames();
            }
        } catch (LinkException failed) {
            ended(failed);
        }
    }

    @Override
    public String createOffer() throws LinkException, InterruptedException {
        offers = true;
        return frames().createOffer();
    }

    @Override
    public String acceptOffer(String sdp) throws LinkException, InterruptedException {
        return frames().acceptOffer(sdp);
    }

    @Override
    public void acceptAnswer(String sdp) throws LinkException, InterruptedException {
        frames().acceptAnswer(sdp);
    }

    @Override
    public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        FrameLink link = liveFrames();
        if (link != null) {
            link.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return closed || reason != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable FrameLink liveFrames() {
        lock.lock();
        try {
            return closed || reason != null ? null : frames;
        } finally {
            lock.unlock();
        }
    }

    private FrameLink frames() throws LinkException {
        lock.lock();
        try {
            throwIfOver();
            if (frames == null) {
                throw new LinkException("link_closed", "the link is not open yet");
            }
            return frames;
        } finally {
            lock.unlock();
        }
    }

    private void throwIfOver() throws LinkException {
        if (reason != null) {
            throw again(reason);
        }
        if (closed) {
            throw new LinkException("link_closed", "this side closed the link");
        }
    }

    /// Thrown where it is noticed, so that the trace tells who asked.
    private static LinkException again(LinkException reason) {
        return new LinkException(reason.code(), String.valueOf(reason.getMessage()), reason);
    }

    @Override
    public Connected awaitConnected(Duration deadline) throws LinkException, InterruptedException {
        FrameLink link = frames();
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
        lock.lockInterruptibly();
        try {
            while (true) {
                throwIfOver();
                long left = end - nanoTime.getAsLong();
                if (connected != null && areChannelsDecided()) {
                    return connected;
                }
                if (left <= 0) {
                    return null;
                }
                long late = untilLate();
                changed.awaitNanos(late > 0 ? Math.min(left, late) : left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The offering side knows its channels: each was accepted or closed. The answering side cannot
    /// know which of the allowed ones will come, so it waits a little for the rest.
    private boolean areChannelsDecided() {
        boolean all =
                settings.channels().stream().allMatch(name -> isEstablished(name) || closedChannels.contains(name));
        return all || (!offers && settings.channels().stream().anyMatch(this::isEstablished) && untilLate() <= 0);
    }

    /// The offering side's channel opens before the other side has decided about it, so only a
    /// first word shows that it was accepted.
    private boolean isEstablished(ChannelName name) {
        WindowChannel channel = channels.get(name);
        return channel != null && (!offers || channel.isEstablished());
    }

    private long untilLate() {
        return offers || channels.isEmpty()
                ? Long.MAX_VALUE
                : firstOpened + timings.lateChannel().toNanos() - nanoTime.getAsLong();
    }

    @Override
    public PeerChannel channel(ChannelName name) throws LinkException {
        lock.lock();
        try {
            throwIfOver();
            if (closedChannels.contains(name)) {
                throw whyChannelEnded(name);
            }
            WindowChannel channel = channels.get(name);
            if (channel == null || !isEstablished(name)) {
                throw new LinkException("channel_not_open", "channel " + name.wire() + " is not open");
            }
            return channel;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PeerChannel awaitChannel(ChannelName name) throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (reason == null && !closed && !closedChannels.contains(name) && !isEstablished(name)) {
                changed.await();
            }
            return channel(name);
        } finally {
            lock.unlock();
        }
    }

    LinkException whyChannelEnded(ChannelName name) {
        lock.lock();
        try {
            if (reason != null) {
                return again(reason);
            }
            if (closed) {
                return new LinkException("link_closed", "this side closed the link");
            }
            return isEstablished(name)
                    ? new LinkException("channel_closed", "channel " + name.wire() + " was closed")
                    : rejected(name);
        } finally {
            lock.unlock();
        }
    }

    private static LinkException rejected(ChannelName name) {
        return new LinkException(
                "channel_rejected",
                "channel " + name.wire() + " was rejected: not in this permission's allowed_channels;"
                        + " ask for a permission that lists " + name.wire());
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
        lock.lock();
        try {
            connected = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("link-beat").start(this::beatUntilEnd);
    }

    @Override
    public void channelOpened(ChannelName name) {
        WindowChannel channel;
        lock.lock();
        try {
            FrameLink link = awaitFrames();
            if (link == null || closed || reason != null || channels.containsKey(name)) {
                return;
            }
            if (channels.isEmpty()) {
                firstOpened = nanoTime.getAsLong();
            }
            channel = new WindowChannel(name, this, link, settings, windows.create(nanoTime), nanoTime);
            channels.put(name, channel);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        channel.ping();
    }

    /// An engine may report before its `open` has returned.
    private @Nullable FrameLink awaitFrames() {
        while (frames == null && reason == null && !closed) {
            changed.awaitUninterruptibly();
        }
        return frames;
    }

    @Override
    public void frame(ChannelName name, byte[] frame) {
        WindowChannel channel;
        lock.lock();
        try {
            channel = channels.get(name);
        } finally {
            lock.unlock();
        }
        if (channel == null) {
            return;
        }
        boolean first = !channel.isEstablished();
        channel.arrived(frame);
        if (first) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void channelClosed(ChannelName name) {
        lock.lock();
        try {
            closedChannels.add(name);
            WindowChannel channel = channels.get(name);
            if (channel != null) {
                channel.end();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing comes after the end, so the connection is given back at once, on another thread
    /// because it may be the engine that is calling.
    @Override
    public void ended(LinkException why) {
        lock.lock();
        try {
            if (reason == null && !closed) {
                reason = why;
            }
            channels.values().forEach(WindowChannel::end);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("link-end").start(this::closeFrames);
    }

    private void beatUntilEnd() {
        long pingAfter = timings.pingAfter().toNanos();
        try {
            while (awaitBeat(pingAfter / 4)) {
                List<WindowChannel> open = openChannels();
                open.forEach(channel -> channel.beat(pingAfter));
                if (isSilent(open)) {
                    ended(new LinkException(
                            "peer_silent",
                            "nothing was heard from the other side for "
                                    + timings.silence().toMillis() + " ms"));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when the link is over
    private boolean awaitBeat(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (reason == null && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return reason == null && !closed;
        } finally {
            lock.unlock();
        }
    }

    private List<WindowChannel> openChannels() {
        lock.lock();
        try {
            return channels.values().stream()
                    .filter(channel -> !closedChannels.contains(channel.name()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSilent(List<WindowChannel> open) {
        long silence = timings.silence().toNanos();
        return !open.isEmpty() && open.stream().allMatch(channel -> channel.silentFor() >= silence);
    }

    @Override
    public @Nullable LinkException awaitClosed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (reason == null && !closed) {
                changed.await();
            }
            return reason;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        closeFrames();
        lock.lock();
        try {
            channels.values().forEach(WindowChannel::end);
        } finally {
            lock.unlock();
        }
    }

    private void closeFrames() {
        FrameLink link;
        lock.lock();
        try {
            link = frames;
        } finally {
            lock.unlock();
        }
        if (link != null) {
            link.close();
        }
        onClosed.accept(this);
    }
}
