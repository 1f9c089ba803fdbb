package dev.aegis.control.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The choice of a machine for a job, among the machines that wait for one.
public sealed interface Placement {
    record On(String agentId) implements Placement {}

    /// The machine with the warm workspace is likely to poll soon; other machines get the job only after the grace.
    record NotBefore(Instant grace) implements Placement {}

    record Nowhere() implements Placement {}

    /// @param waiting machines that wait for a job now, those first that were heard last
    /// @param warm the machine that last had this user's project; null when there is none
    static Placement of(
            Job job, List<MachineStatus> waiting, @Nullable MachineStatus warm, Instant now, Duration grace) {
        List<MachineStatus> able = waiting.stream()
                .filter(status -> status.isFree() && status.machine().canTake(job.requirements()))
                .toList();
        if (able.isEmpty()) {
            return new Nowhere();
        }
        if (warm != null && warm.isFree() && warm.machine().canTake(job.requirements())) {
            if (able.stream().anyMatch(status -> isSame(status, warm))) {
                return new On(warm.machine().agentId());
            }
            Instant graceEnds = job.createdAt().plus(grace);
            if (now.isBefore(graceEnds)) {
                return new NotBefore(graceEnds);
            }
        }
        Optional<MachineStatus> leastBusy = able.stream().min(Comparator.comparingDouble(Placement::load));
        return new On(leastBusy.orElseThrow().machine().agentId());
    }

    private static boolean isSame(MachineStatus one, MachineStatus other) {
        return one.machine().agentId().equals(other.machine().agentId());
    }

    private static double load(MachineStatus status) {
        return (double) status.busyJobs() / status.machine().maxJobs();
    }
}
