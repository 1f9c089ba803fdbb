package dev.aegis.espctl.output;

import java.util.function.LongSupplier;

/// The rate of one transfer since its first progress report.
final class Rate {
    /// The shortest time over which a rate is meaningful.
    private static final long SOON_NANOS = 200_000_000;

    private final LongSupplier nanos;
    private final long begun;
    private final long alreadyHere;

    /// @param alreadyHere bytes that were transferred before, perhaps over an earlier connection
    Rate(LongSupplier nanos, long alreadyHere) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.alreadyHere = alreadyHere;
    }

    /// Returns text such as `, 1.2 MB/s`; empty in the first moments.
    String text(long doneBytes) {
        long passed = nanos.getAsLong() - begun;
        return passed < SOON_NANOS ? "" : ", " + Sizes.bytes((long) ((doneBytes - alreadyHere) * 1e9 / passed)) + "/s";
    }
}
