package dev.aegis.chip.memory;

/// Instructions decoded so far in one executable stretch of addresses: one slot for each halfword, zero where nothing
/// is decoded.
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

    /// Bytes from `offset` changed: what was decoded from them, or from a word that ends in them, is forgotten.
    void forget(int offset, int length) {
        int last = Math.min(decoded.length - 1, (offset + length - 1) >>> 1);
        for (int slot = Math.max(0, (offset >>> 1) - 1); slot <= last; slot++) {
            decoded[slot] = 0;
        }
    }
}
