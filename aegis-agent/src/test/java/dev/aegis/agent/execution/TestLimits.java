package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.sandbox.cgroup.GroupLimits;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskReserve;
import java.time.Duration;

/// The limits of build machines in tests.
public final class TestLimits {
    /// The reserve of the file system that the tests run on.
    public static final DiskReserve RESERVE = new DiskReserve(1024L * 1024 * 1024, 100_000);

    private static final long MEBIBYTE = 1024 * 1024;

    public static final DiskLimits DISK = new DiskLimits(4096 * MEBIBYTE, 200_000);
    public static final SandboxLimits SANDBOX = SandboxLimits.standard(
            new GroupLimits(4096 * MEBIBYTE, 4, GroupLimits.BUILD_PROCESSES), DISK, Duration.ofMinutes(30));

    private TestLimits() {}

    /// @param builds the most builds at one time
    public static BuildLimits of(int builds) {
        return new BuildLimits(SANDBOX, builds, 512 * MEBIBYTE, 2048 * MEBIBYTE);
    }
}
