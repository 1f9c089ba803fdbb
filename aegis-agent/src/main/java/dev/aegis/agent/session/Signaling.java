package dev.aegis.agent.session;

import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The way to the client before there is a link: what the build server relays for one job. Survives the
/// build server's restarts, so that nobody here needs to know of them.
public interface Signaling extends AutoCloseable {
    /// The next event; null when there was none in that time.
    @Nullable
    SignalingEvent next(Duration wait) throws InterruptedException;

    /// Sends the answer; returns when the build server has it, or has said that it will never take it.
    void answer(SessionDescription answer) throws InterruptedException;

    void candidate(Candidate candidate) throws InterruptedException;

    @Override
    void close();
}
