package dev.aegis.control.state;

import java.time.Duration;

/// Result of taking one token from a bucket.
public sealed interface RateDecision {
    /// @param remaining tokens left in the bucket
    record Allowed(long remaining) implements RateDecision {}

    /// @param retryAfter time until the bucket has a token again
    record Exceeded(Duration retryAfter) implements RateDecision {}
}
