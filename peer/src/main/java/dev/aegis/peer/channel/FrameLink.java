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

    /// Sends one frame; waits while too much is on its way already. The array belongs to the link
    /// from here on.
    void send(ChannelName channel, byte[] frame) throws LinkException, InterruptedException;

    /// Sends one small frame without waiting.
    ///
    /// @return false when it was not sent, because too much is on its way or the channel is closed
    boolean offer(ChannelName channel, byte[] frame);

    void closeChannel(ChannelName channel);

    /// What was tried to connect, and how far it got, in one sentence.
    String explain() throws InterruptedException;

    /// Lets what was sent arrive, within a second, and ends the connection. May be called twice.
    @Override
    void close();
}
