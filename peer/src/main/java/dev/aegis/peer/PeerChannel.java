package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One data channel: whole control messages and pieces of blobs, in order, never more in flight
/// than the send window.
public interface PeerChannel {
    ChannelName name();

    /// Sends one control message, in as many frames as it needs. Waits for room in the send window.
    void sendMessage(byte[] message) throws LinkException, InterruptedException;

    /// Sends one data frame of at most `MAX_DATA_BYTES`. Waits for room in the send window.
    void sendData(byte[] content, int offset, int length) throws LinkException, InterruptedException;

    /// The next message or data frame; null when the channel has ended. Taking it is what tells the
    /// sender that there is room again.
    @Nullable
    Received receive() throws InterruptedException;

    /// Tells this side's sender how much the other side can hold, as agreed in `hello` and
    /// `welcome`.
    void allowWindow(int peerMaxWindowBytes);

    /// Waits until the other side's application has consumed everything that was sent, until the
    /// channel has ended, or until the timeout.
    ///
    /// @return whether everything was consumed
    boolean awaitAcknowledged(Duration timeout) throws InterruptedException;

    ChannelStats stats();

    void close();

    /// What arrived.
    sealed interface Received {
        record Message(byte[] content) implements Received {}

        record Data(byte[] content) implements Received {}
    }

    /// @param windowBytes the send window now
    /// @param unacknowledgedBytes sent and not yet consumed by the other side
    /// @param roundTripMicros the last measured round trip; 0 before the first
    /// @param sentBytes in all
    /// @param receivedBytes in all
    record ChannelStats(
            int windowBytes, long unacknowledgedBytes, long roundTripMicros, long sentBytes, long receivedBytes) {}
}
