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

    /// Records by how many seconds the machine's clock is ahead of this server's. A machine that would refuse every
    /// grant is given no job.
    void clock(String agentId, long aheadSecs);

    /// Gives the machine no new job until it registers again.
    void drain(String agentId);
}
