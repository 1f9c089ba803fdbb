package dev.aegis.agent.report;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;

/// Says messages to the client on one channel. Anybody in the session may speak; each message goes out whole.
public final class MachineVoice {
    private final PeerChannel channel;

    public MachineVoice(PeerChannel channel) {
        this.channel = channel;
    }

    /// Waits while the client's window is full.
    public void say(MachineMessage message) throws LinkException, InterruptedException {
        channel.sendMessage(WireJson.bytes(message));
    }

    /// A last word, which must not wait long for a client that reads nothing.
    public void sayWithin(Duration atMost, MachineMessage message) throws InterruptedException {
        Thread speaker = Thread.ofVirtual().start(() -> {
            try {
                say(message);
            } catch (LinkException | InterruptedException gone) {
                // It was worth a try.
            }
        });
        if (!speaker.join(atMost)) {
            speaker.interrupt();
        }
    }
}
