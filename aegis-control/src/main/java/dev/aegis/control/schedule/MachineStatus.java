package dev.aegis.control.schedule;

import dev.aegis.protocol.Limits;

/// A machine at one moment.
///
/// @param online whether it sent a request within the presence time
/// @param draining whether it takes no new job
/// @param busyJobs jobs that it holds
/// @param clockAheadSecs by how much its clock is ahead of this server's; negative when it is behind
public record MachineStatus(Machine machine, boolean online, boolean draining, int busyJobs, long clockAheadSecs) {
    public boolean isFree() {
        return isTakingJobs() && online && busyJobs < machine.maxJobs();
    }

    /// Whether it takes new jobs, now or when it is free.
    public boolean isTakingJobs() {
        return !draining && !hasWrongClock();
    }

    /// Whether it refuses every grant, because its clock differs too much.
    public boolean hasWrongClock() {
        return Math.abs(clockAheadSecs) > Limits.CLOCK_SKEW_SECS;
    }

    /// Returns a sentence such as "the clock of machine m-1 is 45 s behind the build server's".
    String clock() {
        return "the clock of machine " + machine.name() + " is " + Math.abs(clockAheadSecs)
                + (clockAheadSecs < 0 ? " s behind" : " s ahead of") + " the build server's";
    }
}
