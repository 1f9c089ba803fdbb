package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;

/// Makes connections that carry raw frames.
public interface FrameEngine extends AutoCloseable {
    /// @param events told what happens, one event at a time, on a thread of the engine
    FrameLink open(LinkSettings settings, FrameLinkEvents events) throws LinkException;

    @Override
    void close();
}
