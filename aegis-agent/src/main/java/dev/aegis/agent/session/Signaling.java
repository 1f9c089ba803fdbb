package dev.aegis.agent.session;

import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The signaling of one job: messages that the build server relays before there is a link. It reconnects by itself when
/// the build server restarts.
public interface Signaling extends AutoCloseable {
    /// Returns the next event, or null if none came in that time.
    @Nullable
    SignalingEvent next(Duration wait) throws InterruptedException;

    /// Sends the answer. Returns when the build server has accepted or finally refused it.
    void answer(SessionDescription answer) throws InterruptedException;

    void candidate(Candidate candidate) throws InterruptedException;

    @Override
    void close();
}
