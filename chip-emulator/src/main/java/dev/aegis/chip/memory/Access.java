package dev.aegis.chip.memory;

/// The kind of access that the bus rejected, with its `mcause` number.
public enum Access {
    FETCH(1, "instruction access fault"),
    LOAD(5, "load access fault"),
    STORE(7, "store access fault"),
    MISALIGNED_LOAD(4, "misaligned load"),
    MISALIGNED_STORE(6, "misaligned store");

    private final int cause;
    private final String words;

    Access(int cause, String words) {
        this.cause = cause;
        this.words = words;
    }

    public int cause() {
        return cause;
    }

    @Override
    public String toString() {
        return words;
    }
}
