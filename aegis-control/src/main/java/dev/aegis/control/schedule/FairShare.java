package dev.aegis.control.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order of waiting jobs. Jobs of one user are served in the order of their requests. Between users, each running
/// or
/// earlier waiting session of a user counts as some seconds of waiting less, so that one user cannot occupy all
/// machines
/// and no user waits forever.
public final class FairShare {
    private static final long SECS_PER_SESSION = 30;

    private FairShare() {}

    /// @param queued in the order of arrival
    /// @param heldByUser how many sessions each user has now
    public static List<Job> order(Collection<Job> queued, Map<String, Integer> heldByUser, Instant now) {
        Map<String, Integer> turns = new HashMap<>(heldByUser);
        return queued.stream()
                .map(job -> new Ranked(job, rank(job, turns.merge(job.userId(), 1, Integer::sum), now)))
                .sorted(Comparator.comparingDouble(Ranked::rank))
                .map(Ranked::job)
                .toList();
    }

    private static double rank(Job job, int turn, Instant now) {
        double waited = Duration.between(job.createdAt(), now).toMillis() / 1000.0;
        return turn * (double) SECS_PER_SESSION - waited;
    }

    private record Ranked(Job job, double rank) {}
}
