package dev.aegis.chip.memory;

/// The instructions decoded so far in one executable range of addresses: one slot for each halfword, zero if it is not
/// decoded.
public final class CodeRegion {
    private final int base;
    private final long[] decoded;

    CodeRegion(int base, int size) {
        this.base = base;
        this.decoded = new long[size >>> 1];
    }

    public int base() {
        return base;
    }

    public long[] decoded() {
        return decoded;
    }

    /// Discards the instructions decoded from changed bytes, also those that only end in them.
    void forget(int offset, int length) {
        int last = Math.min(decoded.length - 1, (offset + length - 1) >>> 1);
        for (int slot = Math.max(0, (offset >>> 1) - 1); slot <= last; slot++) {
            decoded[slot] = 0;
        }
    }
}
