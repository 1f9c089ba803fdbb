package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;

/// Opens connections that carry raw frames.
public interface FrameEngine extends AutoCloseable {
    /// @param events receives the events of the connection, one at a time, on a thread of the engine
    FrameLink open(LinkSettings settings, FrameLinkEvents events) throws LinkException;

    @Override
    void close();
}
