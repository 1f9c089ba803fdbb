package dev.aegis.agent.session;

import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.grant.Grant;

/// What is said on an open link, from the first message to the last. The link is closed by the caller.
@FunctionalInterface
interface SessionRunner {
    SessionEnd run(Grant grant, PeerLink link) throws InterruptedException;

    /// Ends every conversation that is going on, from this side.
    default void endAll(String reason) throws InterruptedException {}
}
