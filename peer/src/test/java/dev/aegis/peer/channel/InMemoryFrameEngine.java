package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A frame engine in memory. The links of a pair of engines are each other's peers; frames arrive in order.
public final class InMemoryFrameEngine implements FrameEngine {
    private final List<MemoryLink> links = new ArrayList<>();
    private volatile @Nullable InMemoryFrameEngine other;

    private InMemoryFrameEngine() {}

    public static List<InMemoryFrameEngine> pair() {
        var one = new InMemoryFrameEngine();
        var two = new InMemoryFrameEngine();
        one.other = two;
        two.other = one;
        return List.of(one, two);
    }

    @Override
    public FrameLink open(LinkSettings settings, FrameLinkEvents events) {
        var link = new MemoryLink(settings, events);
        links.add(link);
        return link;
    }

    /// The newest link of this side.
    public MemoryLink link() {
        return links.getLast();
    }

    @Override
    public void close() {}

    /// One end of a connection.
    public final class MemoryLink implements FrameLink {
        private final LinkSettings settings;
        private final FrameLinkEvents events;
        private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(100_000);
        private final Semaphore sent = new Semaphore(0);
        private volatile boolean cut;
        private volatile boolean closed;

        MemoryLink(LinkSettings settings, FrameLinkEvents events) {
            this.settings = settings;
            this.events = events;
            Thread.ofVirtual().start(this::run);
        }

        private void run() {
            try {
                while (!closed) {
                    queue.take().run();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private MemoryLink peer() {
            return Objects.requireNonNull(other).link();
        }

        @Override
        public String createOffer() {
            return "offer";
        }

        @Override
        public String acceptOffer(String sdp) {
            return "answer";
        }

        @Override
        public void acceptAnswer(String sdp) {
            var both = new CompletableFuture<@Nullable Void>();
            connect(both);
            peer().connect(both);
            both.complete(null);
        }

        /// Both sides start together, so that no frame arrives before its channel is open.
        private void connect(CompletableFuture<@Nullable Void> both) {
            PeerLink.Connected connected = new PeerLink.Connected(
                    peer().settings.certificate().fingerprint(), new LinkPath(false, "host", "host"));
            queue.add(both::join);
            queue.add(() -> events.connected(connected));
            peer().settings.channels().forEach(name -> queue.add(() -> events.channelOpened(name)));
        }

        @Override
        public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {}

        @Override
        public void send(ChannelName channel, byte[] frame) throws LinkException {
            if (!offer(channel, frame)) {
                throw new LinkException("channel_closed", "closed");
            }
        }

        @Override
        public boolean offer(ChannelName channel, byte[] frame) {
            sent.release();
            if (!cut && !closed) {
                MemoryLink to = peer();
                to.queue.add(() -> to.events.frame(channel, frame));
            }
            return !closed;
        }

        /// Waits until this side has sent so many more frames.
        void awaitFrames(int count) throws InterruptedException {
            sent.acquire(count);
        }

        /// Drops every frame that this side sends from now on, without an error.
        public void cut() {
            cut = true;
        }

        @Override
        public void closeChannel(ChannelName channel) {
            MemoryLink to = peer();
            to.queue.add(() -> to.events.channelClosed(channel));
        }

        @Override
        public String explain() {
            return "nothing was tried in memory";
        }

        /// Frames on their way still arrive.
        @Override
        public void close() {
            if (!closed) {
                queue.add(() -> closed = true);
                MemoryLink to = peer();
                to.queue.add(() -> to.events.ended(new LinkException("link_closed", "the other side closed it")));
            }
        }
    }
}
