package dev.aegis.agent.report;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;

/// Says messages to the client on one channel. Anybody in the session may speak; each message goes out whole.
public final class MessageSender {
    private final PeerChannel channel;

    public MessageSender(PeerChannel channel) {
        this.channel = channel;
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
