package dev.aegis.controlclient;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A program's decisions about an event stream that fails.
public interface StreamPolicy {
    /// Decides how long to wait before the stream is opened again. The server may ask for a longer wait.
    ///
    /// @param failures how many there were since the last event, this one included
    /// @return null to give up
    @Nullable
    Duration pauseAfter(RequestFailure failure, int failures);

    /// Called for an event that cannot be read. It is left out, unless this throws an exception.
    void unreadable(RequestFailure failure);
}
