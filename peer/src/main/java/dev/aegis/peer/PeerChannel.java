package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One data channel: complete control messages and pieces of blobs, in order, with flow control.
public interface PeerChannel {
    ChannelName name();

    /// Sends one control message, in as many frames as it needs. Waits for room in the send window.
    void sendMessage(byte[] message) throws LinkException, InterruptedException;

    /// Sends one data frame of at most `Limits.DATA_BYTES`. Waits for room in the send window.
    void sendData(byte[] content, int offset, int length) throws LinkException, InterruptedException;

    /// Waits for the next message or data frame; returns null when the channel has ended. Receiving
    /// opens the send window of the other side again.
    @Nullable
    Received receive() throws InterruptedException;

    /// Sets how many unread bytes the other side can hold, as it announced in `hello` or `welcome`.
    void allowWindow(int peerMaxWindowBytes);

    /// Waits until the other side's application has consumed everything that was sent, until the
    /// channel has ended, or until the timeout.
    ///
    /// @return whether everything was consumed
    boolean awaitAcknowledged(Duration timeout) throws InterruptedException;

    ChannelStats stats();

    void close();

    /// A message or a data frame that arrived.
    sealed interface Received {
        record Message(byte[] content) implements Received {}

        record Data(byte[] content) implements Received {}
    }

    /// @param windowBytes the current send window
    /// @param unacknowledgedBytes bytes sent and not yet consumed by the other side
    /// @param roundTripMicros the last measured round trip in microseconds; 0 before the first
    /// @param sentBytes bytes of frames sent since the channel opened
    /// @param receivedBytes bytes of frames received since the channel opened
    record ChannelStats(
            int windowBytes, long unacknowledgedBytes, long roundTripMicros, long sentBytes, long receivedBytes) {}
}
