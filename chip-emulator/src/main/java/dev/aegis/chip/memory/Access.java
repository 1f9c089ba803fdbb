package dev.aegis.chip.memory;

/// What the core was doing when the bus refused, with the `mcause` number that each refusal has.
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
