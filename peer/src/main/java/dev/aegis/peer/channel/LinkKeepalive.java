package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import java.util.List;
import java.util.function.Consumer;

/// The keepalive of a link: pings idle channels, and reports when the other side is silent.
final class LinkKeepalive {
    private final LinkTimings timings;
    private final LinkState state;
    private final ChannelTable channels;
    private final Consumer<LinkException> onSilence;

    LinkKeepalive(LinkTimings timings, LinkState state, ChannelTable channels, Consumer<LinkException> onSilence) {
        this.timings = timings;
        this.state = state;
        this.channels = channels;
        this.onSilence = onSilence;
    }

    /// Starts the keepalive thread, which runs until the link ends.
    void start() {
        Thread.ofVirtual().name("link-keepalive").start(this::runUntilEnd);
    }

    private void runUntilEnd() {
        long pingAfter = timings.pingAfter().toNanos();
        try {
            while (!state.awaitEnd(pingAfter / 4)) {
                List<FlowControlledChannel> open = channels.open();
                open.forEach(channel -> channel.keepAlive(pingAfter));
                if (isSilent(open)) {
                    onSilence.accept(new LinkException(
                            "peer_silent",
                            "nothing arrived from the other side for "
                                    + timings.silence().toMillis() + " ms"));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSilent(List<FlowControlledChannel> open) {
        long silence = timings.silence().toNanos();
        return !open.isEmpty() && open.stream().allMatch(channel -> channel.idleNanos() >= silence);
    }
}
