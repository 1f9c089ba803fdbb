package dev.aegis.mcp.engine;

/// Counts what is in the works, so that a client cannot pile up more than a process can hold.
final class Gate {
    private final int maxCalls;
    private final long maxBytes;
    private int calls;
    private long bytes;

    Gate(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    synchronized boolean enter(long size) {
        if (calls >= maxCalls || (calls > 0 && bytes + size > maxBytes)) {
            return false;
        }
        calls++;
        bytes += size;
        return true;
    }

    synchronized void leave(long size) {
        calls--;
        bytes -= size;
    }
}
