package dev.aegis.agent.report;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages to the client on one channel. Safe for any number of threads: messages are not interleaved.
public final class MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

    private final PeerChannel channel;

    public MessageSender(PeerChannel channel) {
        this.channel = channel;
    }

    /// Logs a bug of this program, and tells the client of it.
    ///
    /// @param attempt what failed, such as `a sync`
    public void sendBug(String attempt, RuntimeException bug) throws LinkException, InterruptedException {
        LOG.error("{} failed because of a bug in aegis-agent", attempt, bug);
        send(new MachineMessage.Failure(
                "internal_error",
                attempt + " failed because of a bug of the build machine",
                "try again; report it to the machine's operator, whose log has the details",
                Fault.INFRASTRUCTURE,
                false));
    }

    /// Sends a message. Waits while the send window is full.
    public void send(MachineMessage message) throws LinkException, InterruptedException {
        channel.sendMessage(WireJson.bytes(message));
    }

    /// Sends a last message, but does not wait longer than this for a client that does not read.
    public void sendWithin(Duration atMost, MachineMessage message) throws InterruptedException {
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                send(message);
            } catch (LinkException | InterruptedException gone) {
                // The link is gone, or the time is over.
            }
        });
        if (!sending.join(atMost)) {
            sending.interrupt();
        }
    }
}
