package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import java.util.List;
import java.util.function.Consumer;

/// Pings the channels of a link on which nothing else is said, and notices when the other side has
/// fallen silent.
final class LinkKeepalive {
    private final LinkTimings timings;
    private final LinkState life;
    private final ChannelTable channels;
    private final Consumer<LinkException> onSilence;

    LinkKeepalive(LinkTimings timings, LinkState life, ChannelTable channels, Consumer<LinkException> onSilence) {
        this.timings = timings;
        this.life = life;
        this.channels = channels;
        this.onSilence = onSilence;
    }

    /// Beats until the link is over.
    void start() {
        Thread.ofVirtual().name("link-beat").start(this::beatUntilEnd);
    }

    private void beatUntilEnd() {
        long pingAfter = timings.pingAfter().toNanos();
        try {
            while (!life.awaitEnd(pingAfter / 4)) {
                List<FlowControlledChannel> open = channels.open();
                open.forEach(channel -> channel.beat(pingAfter));
                if (isSilent(open)) {
                    onSilence.accept(new LinkException(
                            "peer_silent",
                            "nothing was heard from the other side for "
                                    + timings.silence().toMillis() + " ms"));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSilent(List<FlowControlledChannel> open) {
        long silence = timings.silence().toNanos();
        return !open.isEmpty() && open.stream().allMatch(channel -> channel.silentFor() >= silence);
    }
}
