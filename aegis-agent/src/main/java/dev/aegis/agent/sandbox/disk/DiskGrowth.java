package dev.aegis.agent.sandbox.disk;

/// The disk growth of one build. All commands of the build share one object, so that the limits apply to
/// them together.
public final class DiskGrowth {
    private boolean started;
    private DiskUsage start = DiskUsage.NONE;
    private DiskUsage latest = DiskUsage.NONE;

    /// Returns whether a command of this build was measured before.
    synchronized boolean isStarted() {
        return started;
    }

    /// Notes what the directories hold before the first command.
    synchronized void start(DiskUsage used, DiskLimits limits) {
        started = true;
        start = used.atMost(limits.asUsage());
        latest = used.minus(start);
    }

    /// Notes the growth after a command.
    synchronized void ended(DiskUsage grown) {
        latest = grown;
    }

    /// Returns the growth at the end of the last command.
    synchronized DiskUsage latest() {
        return latest;
    }

    /// Returns the growth if the directories hold so much; below zero if the build removed more than it
    /// wrote.
    synchronized DiskUsage of(DiskUsage used) {
        return used.minus(start);
    }
}
