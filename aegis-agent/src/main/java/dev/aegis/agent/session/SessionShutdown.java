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

/// How a session ends when it is not the client who leaves: a last word, a moment for it to arrive, and the link is
/// closed.
final class SessionShutdown {
    private static final Duration HELLO = Duration.ofSeconds(15);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final PeerLink link;
    private final PeerChannel channel;
    private final MessageSender sender;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final Duration life;
    private final long closesAt;

    SessionShutdown(PeerLink link, PeerChannel channel, MessageSender sender, Clock clock, int lifeSecs) {
        this.link = link;
        this.channel = channel;
        this.sender = sender;
        this.life = Duration.ofSeconds(Math.max(1, lifeSecs));
        this.closesAt = clock.instant().plus(life).getEpochSecond();
    }

    /// Unix seconds.
    long closesAt() {
        return closesAt;
    }

    void greeted() {
        greeted.countDown();
    }

    /// Ends the session when the client says nothing at first, and when its time is over.
    void watch() throws InterruptedException {
        long begin = System.nanoTime();
        if (!greeted.await(HELLO.toMillis(), TimeUnit.MILLISECONDS)) {
            leave(
                    ClientFailures.fatal(ClientFailures.theirs(
                            "hello_missing", "no hello came within " + HELLO.toSeconds() + " s", "send hello first")),
                    "the client said nothing");
            return;
        }
        Thread.sleep(life.minusNanos(System.nanoTime() - begin));
        leave(new MachineMessage.Goodbye("the session's time is over; ask for a new permission"), "its time is over");
    }

    /// @param why for the log and the build server
    void leave(MachineMessage lastWord, String why) throws InterruptedException {
        if (!reason.compareAndSet(null, why)) {
            return;
        }
        sender.sendWithin(LAST_WORD, lastWord);
        awaitHeard();
        link.close();
    }

    // A message that was handed to the link may not be on the wire when the link is closed; credit says that it is.
    private void awaitHeard() throws InterruptedException {
        long deadline = System.nanoTime() + LAST_WORD.toNanos();
        while (channel.stats().unacknowledgedBytes() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /// Why a session is over whose channel has ended.
    String reason() throws InterruptedException {
        String own = reason.get();
        if (own != null) {
            return own;
        }
        // The channel may have ended alone, with its link still there.
        link.close();
        LinkException lost = link.awaitClosed();
        return lost == null ? "the client closed the channel" : "the link was lost: " + lost.getMessage();
    }

    String reasonOr(LinkException gone) {
        String own = reason.get();
        return own == null ? "the link was lost: " + gone.getMessage() : own;
    }
}
