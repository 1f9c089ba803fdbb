package dev.aegis.control.schedule;

import java.time.Duration;

/// The times and bounds of scheduling.
///
/// @param lease how long a machine holds a job without a request about it
/// @param firstLease the same until the machine's first request after the assignment, so that an assignment that never
/// arrived is repeated soon
/// @param queueWait how long a job waits that no machine takes and no client follows
/// @param reconnectGrace how long a queued job waits for a client that followed it and has gone
/// @param warmGrace how long a new job waits for the machine with the warm workspace
/// @param maxOffers how often a job is offered when machines are lost before they answer
/// @param endedKept how long an ended job can still be read
/// @param maxQueued jobs of all users that may wait
/// @param maxQueuedPerUser jobs of one user that may wait
public record SchedulingRules(
        Duration lease,
        Duration firstLease,
        Duration queueWait,
        Duration reconnectGrace,
        Duration warmGrace,
        int maxOffers,
        Duration endedKept,
        int maxQueued,
        int maxQueuedPerUser) {
    /// Longer than the pause of a client between two connections.
    private static final Duration RECONNECT = Duration.ofSeconds(3);

    /// A machine follows the events of a job as soon as it has the job.
    private static final Duration FIRST_LEASE = Duration.ofSeconds(5);

    public static SchedulingRules with(Duration lease, Duration queueWait) {
        Duration firstLease = lease.compareTo(FIRST_LEASE) < 0 ? lease : FIRST_LEASE;
        return new SchedulingRules(
                lease,
                firstLease,
                queueWait,
                queueWait.compareTo(RECONNECT) < 0 ? queueWait : RECONNECT,
                Duration.ofMillis(500),
                3,
                Duration.ofMinutes(10),
                10_000,
                200);
    }
}
