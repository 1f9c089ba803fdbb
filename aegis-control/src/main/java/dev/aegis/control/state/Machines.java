package dev.aegis.control.state;

import dev.aegis.control.schedule.Machine;
import java.time.Duration;
import java.util.Optional;

/// Build machines that registered. Presence is a hint and never decides about a job.
public interface Machines {
    /// Registers a machine, or replaces its capabilities. A draining machine takes jobs again.
    void register(Machine machine);

    Optional<Machine> machine(String agentId);

    /// Marks the machine as online for this long.
    void seen(String agentId, Duration online);

    /// Gives the machine no new job until it registers again.
    void drain(String agentId);
}
