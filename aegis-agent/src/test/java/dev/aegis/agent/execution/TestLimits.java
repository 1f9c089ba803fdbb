package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.sandbox.disk.DiskReserve;

/// The limits of build machines in tests.
public final class TestLimits {
    /// The reserve of the file system that the tests run on.
    public static final DiskReserve RESERVE = new DiskReserve(1024L * 1024 * 1024, 100_000);

    private static final long MEBIBYTE = 1024 * 1024;

    private TestLimits() {}

    /// @param builds the most builds at one time
    public static BuildLimits of(int builds) {
        return new BuildLimits(SandboxLimits.STANDARD, builds, 512 * MEBIBYTE, 2048 * MEBIBYTE);
    }
}
