package dev.aegis.control.state;

import java.time.Duration;

/// What may be done only so often, or once.
public interface Budgets {
    /// Takes one from the bucket of this name.
    Budget take(String bucket, Rate rate);

    /// What the bucket holds now.
    long remaining(String bucket, Rate rate);

    /// @return whether this is the first use of the name within the time
    boolean useOnce(String name, Duration remembered);

    /// What the name was used for did not come about; it may be used again.
    void unuse(String name);
}
