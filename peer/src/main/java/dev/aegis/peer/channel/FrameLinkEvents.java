package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import org.jspecify.annotations.Nullable;

/// The events of one connection. No method may block.
public interface FrameLinkEvents {
    /// @param candidate null at the end of candidates
    void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);

    /// The handshake is done and the peer's certificate is the expected one. Comes before every
    /// channel event.
    void connected(PeerLink.Connected connected);

    void channelOpened(ChannelName channel);

    void frame(ChannelName channel, byte[] frame);

    void channelClosed(ChannelName channel);

    /// The connection ended. It is the last event, and does not come when this side closed it.
    void ended(LinkException reason);
}
