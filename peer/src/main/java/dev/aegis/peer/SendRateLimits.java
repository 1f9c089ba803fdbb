package dev.aegis.peer;

/// How fast a side may send on each of its channels, as its grant says. Sending slows down to it;
/// it never disconnects.
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
