package dev.aegis.control.state;

import java.time.Duration;

/// What came of the wish to take one from a token bucket.
public sealed interface Budget {
    record Taken(long remaining) implements Budget {}

    record Exhausted(Duration retryAfter) implements Budget {}
}
