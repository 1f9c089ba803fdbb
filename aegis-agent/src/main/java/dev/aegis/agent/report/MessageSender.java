package dev.aegis.agent.report;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says messages to the client on one channel. Anybody in the session may speak; each message goes out whole.
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

    /// Waits while the client's window is full.
    public void send(MachineMessage message) throws LinkException, InterruptedException {
        channel.sendMessage(WireJson.bytes(message));
    }

    /// A last word, which must not wait long for a client that reads nothing.
    public void sendWithin(Duration atMost, MachineMessage message) throws InterruptedException {
        Thread speaker = Thread.ofVirtual().start(() -> {
            try {
                send(message);
            } catch (LinkException | InterruptedException gone) {
                // It was worth a try.
            }
        });
        if (!speaker.join(atMost)) {
            speaker.interrupt();
        }
    }
}
