package dev.aegis.peer.channel;

import dev.aegis.peer.SendRateLimits;

/// Two token buckets, one of bytes and one of frames. A bucket may become negative; the sender then
/// waits until it would be refilled to zero.
final class SendRateLimiter {
    /// The size of a bucket, as the time in which it fills.
    private static final double BURST_SECONDS = 0.1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final double bytesPerSecond;
    private final double framesPerSecond;
    private double bytes;
    private double frames;
    private long then;

    SendRateLimiter(SendRateLimits limits, long nowNanos) {
        bytesPerSecond = limits.maxBandwidthKbps() * 125.0;
        framesPerSecond = limits.maxMessageRate();
        bytes = bytesPerSecond * BURST_SECONDS;
        frames = framesPerSecond * BURST_SECONDS;
        then = nowNanos;
    }

    /// Takes the tokens of one frame.
    ///
    /// @return nanoseconds to wait before the frame is sent
    synchronized long take(int frameBytes, long nowNanos) {
        double seconds = Math.max(0, nowNanos - then) / NANOS_PER_SECOND;
        then = nowNanos;
        double wait = 0;
        if (bytesPerSecond > 0) {
            bytes = refill(bytes, bytesPerSecond, seconds) - frameBytes;
            wait = Math.max(wait, -bytes / bytesPerSecond);
        }
        if (framesPerSecond > 0) {
            frames = refill(frames, framesPerSecond, seconds) - 1;
            wait = Math.max(wait, -frames / framesPerSecond);
        }
        return (long) (wait * NANOS_PER_SECOND);
    }

    private static double refill(double tokens, double perSecond, double seconds) {
        return Math.min(perSecond * BURST_SECONDS, tokens + perSecond * seconds);
    }
}
