package dev.aegis.control.state;

/// Token buckets, by name.
public interface RateLimits {
    /// Takes one token from the named bucket.
    RateDecision take(String bucket, Rate rate);

    /// Returns the number of tokens in the named bucket.
    long remaining(String bucket, Rate rate);
}
