package dev.aegis.mcp.engine;

import java.time.Duration;

/// A running request as its transport sees it.
public interface PendingRequest {
    /// Waits until no more messages follow for this request; returns false after the timeout.
    boolean await(Duration timeout) throws InterruptedException;

    /// Cancels the request: the client gets no answer.
    void cancel();
}
