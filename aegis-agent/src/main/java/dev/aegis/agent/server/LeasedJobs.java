package dev.aegis.agent.server;

import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The jobs whose lease this machine holds, from the assignment until the result is posted.
final class LeasedJobs {
    private final Map<String, Held> byId = new ConcurrentHashMap<>();

    void add(RunningJob job, Runnable whenLost) {
        byId.put(job.jobId(), new Held(job, whenLost));
    }

    void remove(String jobId, long leaseToken) {
        byId.computeIfPresent(jobId, (_, held) -> held.job().leaseToken() == leaseToken ? null : held);
    }

    /// Ends a job whose lease another machine has, or that the build server has forgotten.
    void lost(String jobId, long leaseToken) {
        Optional.ofNullable(byId.get(jobId))
                .filter(held -> held.job().leaseToken() == leaseToken)
                .ifPresent(held -> {
                    remove(jobId, leaseToken);
                    held.whenLost().run();
                });
    }

    List<RunningJob> all() {
        return byId.values().stream()
                .map(Held::job)
                .sorted(Comparator.comparing(RunningJob::jobId))
                .toList();
    }

    private record Held(RunningJob job, Runnable whenLost) {}
}
