package dev.aegis.mcp.engine;

/// The limits on the number and the bytes of all running requests.
final class RequestLimits {
    private final int maxCalls;
    private final long maxBytes;
    private int calls;
    private long bytes;

    RequestLimits(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    /// Adds a request, if the limits allow it. One request of any size is always allowed.
    synchronized boolean tryAdd(long size) {
        if (calls >= maxCalls || (calls > 0 && bytes + size > maxBytes)) {
            return false;
        }
        calls++;
        bytes += size;
        return true;
    }

    synchronized void remove(long size) {
        calls--;
        bytes -= size;
    }
}
