package dev.aegis.control.state;

import dev.aegis.control.schedule.Machine;
import java.time.Duration;
import java.util.Optional;

/// Build machines that registered. Presence is advice, never the truth about a job.
public interface Machines {
    /// New, or with new capabilities; a machine that was draining takes jobs again.
    void register(Machine machine);

    Optional<Machine> machine(String agentId);

    /// The machine was heard of; it counts as online for this long.
    void seen(String agentId, Duration online);

    /// The machine takes no new job until it registers again.
    void drain(String agentId);
}
