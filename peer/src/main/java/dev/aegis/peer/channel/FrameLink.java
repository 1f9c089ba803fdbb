package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.ChannelName;
import org.jspecify.annotations.Nullable;

/// One connection that carries raw frames of at most `Limits.FRAME_BYTES`.
public interface FrameLink extends AutoCloseable {
    String createOffer() throws LinkException, InterruptedException;

    String acceptOffer(String sdp) throws LinkException, InterruptedException;

    void acceptAnswer(String sdp) throws LinkException, InterruptedException;

    void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);

    /// Sends one frame; waits while too much is queued. The caller must not use the array afterwards.
    void send(ChannelName channel, byte[] frame) throws LinkException, InterruptedException;

    /// Sends one small frame without waiting.
    ///
    /// @return false when it was not sent because too much is queued or the channel is closed
    boolean offer(ChannelName channel, byte[] frame);

    void closeChannel(ChannelName channel);

    /// Describes the attempt to connect in one sentence: candidates, pairs and relays.
    String explain() throws InterruptedException;

    /// Flushes sent frames for up to a second and closes the connection. Has no effect when called
    /// again.
    @Override
    void close();
}
