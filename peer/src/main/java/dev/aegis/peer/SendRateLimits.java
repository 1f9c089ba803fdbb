package dev.aegis.peer;

/// The rate limits of one side on each of its channels, as its grant says. A sender at the limit is
/// slowed down and never disconnected.
///
/// @param maxBandwidthKbps kilobits per second; 0 for no limit
/// @param maxMessageRate frames per second; 0 for no limit
public record SendRateLimits(int maxBandwidthKbps, int maxMessageRate) {
    public static final SendRateLimits NONE = new SendRateLimits(0, 0);

    public SendRateLimits {
        if (maxBandwidthKbps < 0 || maxMessageRate < 0) {
            throw new IllegalArgumentException("a limit is a positive number, or 0 for none");
        }
    }
}
