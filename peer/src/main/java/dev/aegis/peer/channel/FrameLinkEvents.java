package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import org.jspecify.annotations.Nullable;

/// What happens on one connection. Each method returns soon and waits for nothing.
public interface FrameLinkEvents {
    /// @param candidate null at the end of candidates
    void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);

    /// The handshake is done and the peer's certificate is the one that was expected. No channel
    /// event comes before this.
    void connected(PeerLink.Connected connected);

    void channelOpened(ChannelName channel);

    void frame(ChannelName channel, byte[] frame);

    void channelClosed(ChannelName channel);

    /// The last event, unless this side closed the connection.
    void ended(LinkException reason);
}
