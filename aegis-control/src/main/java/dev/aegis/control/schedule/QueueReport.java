package dev.aegis.control.schedule;

import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.QueueStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The position of jobs in the queue, and the missing capability when no machine can take a job, as sentences for
/// users.
/// Not thread-safe.
public final class QueueReport {
    private final QueueSnapshot snapshot;
    private final List<MachineStatus> online;
    // Many jobs have the same requirements.
    private final Map<JobRequirements, List<MachineStatus>> ableByRequirements = new HashMap<>();

    public QueueReport(QueueSnapshot snapshot) {
        this.snapshot = snapshot;
        this.online = snapshot.machines().stream().filter(MachineStatus::online).toList();
    }

    public QueueStatus about(Job job) {
        if (snapshot.queued().stream().noneMatch(other -> other.jobId().equals(job.jobId()))) {
            return new QueueStatus(0, null, null);
        }
        List<MachineStatus> able = able(job.requirements());
        if (able.isEmpty()) {
            return new QueueStatus(ahead(job) + 1, null, missing(job.requirements()));
        }
        int ahead = aheadOnSameMachines(job, able);
        int freeSlots = able.stream()
                .filter(MachineStatus::isFree)
                .mapToInt(status -> status.machine().maxJobs() - status.busyJobs())
                .sum();
        if (ahead < freeSlots) {
            return new QueueStatus(0, null, null);
        }
        int position = ahead - freeSlots + 1;
        return new QueueStatus(position, estimate(position, able), busy(able.size()));
    }

    /// Machines that could take the job, the free ones first.
    public List<String> candidates(JobRequirements requirements) {
        return able(requirements).stream()
                .sorted((one, other) -> Boolean.compare(other.isFree(), one.isFree()))
                .map(status -> status.machine().agentId())
                .toList();
    }

    public int online() {
        return online.size();
    }

    /// Machines that could take the job, free or not.
    public List<MachineStatus> able(JobRequirements requirements) {
        return ableByRequirements.computeIfAbsent(
                requirements,
                needed -> online.stream()
                        .filter(status ->
                                status.isTakingJobs() && status.machine().canTake(needed))
                        .toList());
    }

    private int ahead(Job job) {
        return (int) snapshot.queued().stream()
                .takeWhile(other -> !other.jobId().equals(job.jobId()))
                .count();
    }

    private int aheadOnSameMachines(Job job, List<MachineStatus> able) {
        Map<JobRequirements, Boolean> competes = new HashMap<>();
        return (int) snapshot.queued().stream()
                .takeWhile(other -> !other.jobId().equals(job.jobId()))
                .filter(other -> competes.computeIfAbsent(
                        other.requirements(), needed -> able(needed).stream().anyMatch(able::contains)))
                .count();
    }

    private @Nullable Integer estimate(int position, List<MachineStatus> able) {
        Double typical = snapshot.typicalSessionSecs();
        if (typical == null) {
            return null;
        }
        int slots = able.stream().mapToInt(status -> status.machine().maxJobs()).sum();
        return (int) Math.ceil(typical * position / slots);
    }

    private static String busy(int machines) {
        return machines == 1
                ? "the one machine that can take it is busy"
                : "all " + machines + " machines that can take it are busy";
    }

    private String missing(JobRequirements requirements) {
        if (requirements.agentId() != null) {
            return missingMachine(requirements, requirements.agentId());
        }
        if (online.isEmpty()) {
            return "no machine is online";
        }
        List<MachineStatus> builders = online.stream()
                .filter(status -> status.machine().builds(requirements))
                .toList();
        if (builders.isEmpty()) {
            return missingToolchain(requirements);
        }
        List<MachineStatus> largeEnough = builders.stream()
                .filter(status -> status.machine().isLargeEnough(requirements))
                .toList();
        if (largeEnough.isEmpty()) {
            return missingSize(requirements, builders);
        }
        List<MachineStatus> withChannels = largeEnough.stream()
                .filter(status -> status.machine().channels().containsAll(requirements.channels()))
                .toList();
        if (withChannels.isEmpty()) {
            return "no machine with " + requirements.toolchain() + " offers the channels "
                    + requirements.channels().stream()
                            .map(channel -> channel.wire())
                            .collect(Collectors.joining(", "));
        }
        Optional<MachineStatus> wrongClock =
                withChannels.stream().filter(MachineStatus::hasWrongClock).findFirst();
        if (wrongClock.isPresent()) {
            return wrongClock(wrongClock.get());
        }
        return count(withChannels.size(), "machine") + " with " + requirements.toolchain()
                + (withChannels.size() == 1 ? " is about to stop and takes" : " are about to stop and take")
                + " no new job";
    }

    private static String wrongClock(MachineStatus status) {
        return status.clock() + ", so that it can accept no job; its operator must set it by NTP";
    }

    private String missingMachine(JobRequirements requirements, String agentId) {
        return online.stream()
                .filter(status -> status.machine().agentId().equals(agentId))
                .findFirst()
                .map(status -> unsuitable(status, requirements))
                .orElse("machine " + agentId + " is not online");
    }

    private static String unsuitable(MachineStatus status, JobRequirements requirements) {
        if (status.hasWrongClock()) {
            return wrongClock(status);
        }
        String agentId = status.machine().agentId();
        return status.draining()
                ? "machine " + agentId + " is about to stop and takes no new job"
                : "machine " + agentId + " does not have " + requirements.toolchain()
                        + ", or not the cores, memory or channels that were asked for";
    }

    private String missingToolchain(JobRequirements requirements) {
        String target = requirements.target();
        String none = "no machine has " + requirements.toolchain();
        if (target == null) {
            return none + elsewhere(online, IdfVersion::version);
        }
        List<MachineStatus> withTarget = online.stream()
                .filter(status -> status.machine().hasTarget(target))
                .toList();
        if (!withTarget.isEmpty()) {
            return none + elsewhere(withTarget, version -> version.targets().contains(target) ? version.version() : "");
        }
        List<String> targets = online.stream()
                .flatMap(status -> status.machine().versions().stream())
                .flatMap(version -> version.targets().stream())
                .distinct()
                .sorted()
                .toList();
        return none + "; machines online build " + (targets.isEmpty() ? "nothing" : String.join(", ", targets));
    }

    // Such as "; 2 machines have v5.4, 1 machine has v5.3".
    private static String elsewhere(List<MachineStatus> machines, Function<IdfVersion, String> name) {
        var counts = machines.stream()
                .flatMap(
                        status -> status.machine().versions().stream().map(name).distinct())
                .filter(version -> !version.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        String list = counts.descendingMap().entrySet().stream()
                .map(entry -> count(entry.getValue(), "machine")
                        + (entry.getValue() == 1 ? " has " : " have ")
                        + entry.getKey())
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : "; " + list;
    }

    private static String missingSize(JobRequirements requirements, List<MachineStatus> builders) {
        int cores = builders.stream()
                .mapToInt(status -> status.machine().cpuCores())
                .max()
                .orElse(0);
        int memory = builders.stream()
                .mapToInt(status -> status.machine().memoryMb())
                .max()
                .orElse(0);
        return "no machine with " + requirements.toolchain() + " has " + requirements.cpuCores() + " cores and "
                + requirements.memoryMb() + " MiB of memory; the largest have " + cores + " cores and " + memory
                + " MiB";
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
