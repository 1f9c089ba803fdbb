package dev.aegis.mcp.engine;

import java.time.Duration;

/// A request being served, as its transport sees it.
public interface Ongoing {
    /// Waits until nothing more comes for this request; false where the time ran out first.
    boolean await(Duration patience) throws InterruptedException;

    /// The client no longer wants the answer, and gets none.
    void cancel();
}
