package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.MachineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Registered machines, their polls for jobs, and the machine with the warm workspace of each project. Guarded by the
/// lock of `EmbeddedState`.
final class MachineTable {
    private static final Duration KEPT_OFFLINE = Duration.ofHours(1);
    private static final int MAX_WARM = 50_000;

    private final Map<String, Known> machines = new HashMap<>();
    private boolean stopping;
    private final SequencedMap<String, Poll> polls = new LinkedHashMap<>();
    private final Map<String, String> machineByProject = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_WARM;
        }
    };

    void register(Machine machine, Instant now) {
        Known before = machines.get(machine.agentId());
        machines.put(
                machine.agentId(),
                before == null
                        ? new Known(machine, now, false, 0)
                        : new Known(machine, before.onlineUntil, false, before.clockAheadSecs));
    }

    @Nullable
    Machine find(String agentId) {
        Known known = machines.get(agentId);
        return known == null ? null : known.machine;
    }

    void seen(String agentId, Instant onlineUntil) {
        machines.computeIfPresent(
                agentId,
                (id, known) -> known.onlineUntil.isAfter(onlineUntil)
                        ? known
                        : new Known(known.machine, onlineUntil, known.draining, known.clockAheadSecs));
    }

    /// Counts the machine as offline until its next request.
    void lost(String agentId, Instant now) {
        machines.computeIfPresent(
                agentId, (id, known) -> new Known(known.machine, now, known.draining, known.clockAheadSecs));
    }

    void clock(String agentId, long aheadSecs) {
        machines.computeIfPresent(
                agentId, (id, known) -> new Known(known.machine, known.onlineUntil, known.draining, aheadSecs));
    }

    void drain(String agentId) {
        machines.computeIfPresent(
                agentId, (id, known) -> new Known(known.machine, known.onlineUntil, true, known.clockAheadSecs));
    }

    /// Opens a poll of the machine, and ends its earlier one.
    @Nullable
    Poll openPoll(String agentId) {
        if (stopping || !machines.containsKey(agentId)) {
            return null;
        }
        Poll poll = new Poll(agentId);
        Poll displaced = polls.remove(agentId);
        if (displaced != null) {
            displaced.end(null);
        }
        polls.put(agentId, poll);
        return poll;
    }

    void closePoll(Poll poll) {
        polls.remove(poll.agentId, poll);
    }

    @Nullable
    Poll takePoll(String agentId) {
        return polls.remove(agentId);
    }

    boolean hasNoPoll() {
        return polls.isEmpty();
    }

    void endPolls() {
        stopping = true;
        polls.values().forEach(poll -> poll.end(null));
        polls.clear();
    }

    List<MachineStatus> waiting(Map<String, Integer> heldByMachine, Instant now) {
        // A machine that has failed since its poll began is less likely among those that began to poll last.
        List<MachineStatus> waiting = new ArrayList<>();
        polls.sequencedKeySet().reversed().forEach(agentId -> {
            Known known = machines.get(agentId);
            if (known != null) {
                waiting.add(status(known, heldByMachine, now));
            }
        });
        return waiting;
    }

    Collection<MachineStatus> statuses(Map<String, Integer> heldByMachine, Instant now) {
        return machines.values().stream()
                .map(known -> status(known, heldByMachine, now))
                .toList();
    }

    @Nullable
    MachineStatus warm(Job job, Map<String, Integer> heldByMachine, Instant now) {
        String agentId = job.projectKey() == null ? null : machineByProject.get(projectName(job));
        Known known = agentId == null ? null : machines.get(agentId);
        return known == null ? null : status(known, heldByMachine, now);
    }

    void remember(Job job, String agentId) {
        if (job.projectKey() != null) {
            machineByProject.put(projectName(job), agentId);
        }
    }

    void removeLongOffline(Map<String, Integer> heldByMachine, Instant now) {
        machines.values()
                .removeIf(known -> known.onlineUntil.plus(KEPT_OFFLINE).isBefore(now)
                        && !polls.containsKey(known.machine.agentId())
                        && !heldByMachine.containsKey(known.machine.agentId()));
    }

    private MachineStatus status(Known known, Map<String, Integer> heldByMachine, Instant now) {
        String agentId = known.machine.agentId();
        boolean online = known.onlineUntil.isAfter(now) || polls.containsKey(agentId);
        return new MachineStatus(
                known.machine, online, known.draining, heldByMachine.getOrDefault(agentId, 0), known.clockAheadSecs);
    }

    private static String projectName(Job job) {
        return job.userId() + "\n" + job.projectKey();
    }

    private record Known(Machine machine, Instant onlineUntil, boolean draining, long clockAheadSecs) {}
}
