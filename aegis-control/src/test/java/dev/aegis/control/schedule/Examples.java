package dev.aegis.control.schedule;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IdfVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs and machines for the tests of the rules.
final class Examples {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Examples() {}

    static JobRequirements requirements(@Nullable String target, @Nullable String version) {
        return new JobRequirements(target, version, 0, 0, List.of(ChannelName.ESPCTL), null);
    }

    static Job job(String id, String user, Instant createdAt) {
        return job(id, user, requirements("esp32c3", "v5.3"), createdAt);
    }

    static Job job(String id, String user, JobRequirements requirements, Instant createdAt) {
        return new Job(id, user, requirements, null, 600, null, null, createdAt);
    }

    static Machine machine(String id, IdfVersion... versions) {
        return new Machine(id, "key", id, List.of(versions), List.of(ChannelName.ESPCTL), 4, 4096, 1);
    }

    static IdfVersion version(String name, boolean isDefault, String... targets) {
        return new IdfVersion(name, List.of(targets), isDefault);
    }

    static MachineStatus free(Machine machine) {
        return new MachineStatus(machine, true, false, 0, 0);
    }
}
