package dev.aegis.agent.report;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Says one message at a time to the client on one channel, whoever in the session has something to say.
public final class MachineVoice {
    private final PeerChannel channel;
    private final ReentrantLock speaking = new ReentrantLock();

    public MachineVoice(PeerChannel channel) {
        this.channel = channel;
    }

    /// Waits while the client's window is full.
    public void say(MachineMessage message) throws LinkException, InterruptedException {
        byte[] json = WireJson.bytes(message);
        speaking.lockInterruptibly();
        try {
            channel.sendMessage(json);
        } finally {
            speaking.unlock();
        }
    }

    /// Says it if that can be done at once or soon: a last word must not wait for a client that reads nothing.
    public void sayIfPossible(MachineMessage message, Duration atMost) throws InterruptedException {
        if (!speaking.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    channel.sendMessage(WireJson.bytes(message));
                } catch (LinkException | InterruptedException gone) {
                    // It was worth a try.
                }
            });
            if (!sender.join(atMost)) {
                sender.interrupt();
            }
        } finally {
            speaking.unlock();
        }
    }
}
