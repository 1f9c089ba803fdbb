package dev.aegis.espctl.output;

import java.util.function.LongSupplier;

/// How fast one transfer is, since its first byte was told.
final class Rate {
    /// Before that a rate is a guess.
    private static final long SOON_NANOS = 200_000_000;

    private final LongSupplier nanos;
    private final long begun;
    private final long alreadyHere;

    /// @param alreadyHere bytes that came before, perhaps over a connection that broke
    Rate(LongSupplier nanos, long alreadyHere) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.alreadyHere = alreadyHere;
    }

    /// Such as `, 1.2 MB/s`; empty while it is too early to say.
    String text(long doneBytes) {
        long passed = nanos.getAsLong() - begun;
        return passed < SOON_NANOS ? "" : ", " + Sizes.bytes((long) ((doneBytes - alreadyHere) * 1e9 / passed)) + "/s";
    }
}
