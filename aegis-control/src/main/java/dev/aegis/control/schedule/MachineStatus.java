package dev.aegis.control.schedule;

/// A machine at one moment.
///
/// @param online whether it sent a request within the presence time
/// @param draining whether it takes no new job
/// @param busyJobs jobs that it holds
public record MachineStatus(Machine machine, boolean online, boolean draining, int busyJobs) {
    public boolean isFree() {
        return online && !draining && busyJobs < machine.maxJobs();
    }
}
