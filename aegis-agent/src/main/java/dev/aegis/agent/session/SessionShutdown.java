package dev.aegis.agent.session;

import dev.aegis.agent.report.MessageSender;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The end of a session from this side: it sends a last message, waits until the client has consumed it, and closes the
/// link.
final class SessionShutdown {
    private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LAST_MESSAGE_TIMEOUT = Duration.ofSeconds(2);

    private final PeerLink link;
    private final PeerChannel channel;
    private final MessageSender sender;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final Duration duration;
    private final long closesAt;

    SessionShutdown(PeerLink link, PeerChannel channel, MessageSender sender, Clock clock, int durationSecs) {
        this.link = link;
        this.channel = channel;
        this.sender = sender;
        this.duration = Duration.ofSeconds(Math.max(1, durationSecs));
        this.closesAt = clock.instant().plus(duration).getEpochSecond();
    }

    /// The end of the session's time, in Unix seconds.
    long closesAt() {
        return closesAt;
    }

    /// Marks that the client's `hello` was accepted.
    void greeted() {
        greeted.countDown();
    }

    /// Ends the session if no `hello` comes in time, and when the session's time is over.
    void watch() throws InterruptedException {
        long begin = System.nanoTime();
        if (!greeted.await(HELLO_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            leave(
                    ClientFailures.fatal(ClientFailures.theirs(
                            "hello_missing",
                            "no hello came within " + HELLO_TIMEOUT.toSeconds() + " s",
                            "send hello first")),
                    "the client sent no hello");
            return;
        }
        Thread.sleep(duration.minusNanos(System.nanoTime() - begin));
        leave(new MachineMessage.Goodbye("the session's time is over; ask for a new permission"), "its time is over");
    }

    /// Ends the session; only the first call has an effect.
    ///
    /// @param why for the log and the build server
    void leave(MachineMessage lastMessage, String why) throws InterruptedException {
        if (!reason.compareAndSet(null, why)) {
            return;
        }
        sender.sendWithin(LAST_MESSAGE_TIMEOUT, lastMessage);
        // A sent message may not be on the wire yet, and closing the link would drop it.
        boolean _ = channel.awaitAcknowledged(LAST_MESSAGE_TIMEOUT);
        link.close();
    }

    /// Returns why the session ended. Call it after its channel has ended.
    String reason() throws InterruptedException {
        String own = reason.get();
        if (own != null) {
            return own;
        }
        // The client may have closed the channel and not the link.
        link.close();
        LinkException lost = link.awaitClosed();
        return lost == null ? "the client closed the channel" : "the link was lost: " + lost.getMessage();
    }

    /// Returns why the session ended if sending or receiving failed.
    String reasonOr(LinkException gone) {
        String own = reason.get();
        return own == null ? "the link was lost: " + gone.getMessage() : own;
    }
}
