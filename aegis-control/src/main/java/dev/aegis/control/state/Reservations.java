package dev.aegis.control.state;

import java.time.Duration;

/// Names that may be used once within some time.
public interface Reservations {
    /// @return whether this is the first use of the name within the time
    boolean useOnce(String name, Duration remembered);

    /// Releases the name: the operation that it was used for failed.
    void release(String name);
}
