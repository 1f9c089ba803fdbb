package dev.aegis.agent.session;

import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.grant.Grant;

/// Runs a session on an open link. The caller closes the link.
@FunctionalInterface
interface SessionRunner {
    SessionEnd run(Grant grant, PeerLink link) throws InterruptedException;

    /// Ends every running session from this side.
    default void endAll(String reason) throws InterruptedException {}
}
