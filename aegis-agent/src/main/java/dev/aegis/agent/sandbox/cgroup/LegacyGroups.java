package dev.aegis.agent.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Control groups version 1: one hierarchy for each controller.
///
/// @param memory directory in which groups are created; empty if the agent may not use this controller
/// @param pids the same for the number of processes
/// @param cpu the same for processor time
record LegacyGroups(Optional<Path> memory, Optional<Path> pids, Optional<Path> cpu) implements ControlGroups {
    private static final int CPU_PERIOD_MICROS = 100_000;

    static Optional<ControlGroups> find(Path cgroupRoot, Path procSelf) {
        LegacyGroups found = new LegacyGroups(
                usable(cgroupRoot, procSelf, "memory"),
                usable(cgroupRoot, procSelf, "pids"),
                usable(cgroupRoot, procSelf, "cpu"));
        return found.memory.isPresent() || found.pids.isPresent() ? Optional.of(found) : Optional.empty();
    }

    @Override
    public ControlGroup create(String name, GroupLimits limits) throws IOException {
        List<Path> made = new ArrayList<>();
        List<Path> counters = new ArrayList<>();
        try {
            if (memory.isPresent()) {
                Path group = make(memory.get(), name, made);
                Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(limits.memoryBytes()));
                writeIfExists(group.resolve("memory.memsw.limit_in_bytes"), Long.toString(limits.memoryBytes()));
                counters.add(group.resolve("memory.oom_control"));
            }
            if (pids.isPresent()) {
                Path group = make(pids.get(), name, made);
                Files.writeString(group.resolve("pids.max"), Integer.toString(limits.processes()));
            }
            if (cpu.isPresent()) {
                Path group = make(cpu.get(), name, made);
                long quota = Math.round(limits.cores() * CPU_PERIOD_MICROS);
                writeIfExists(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
            }
        } catch (IOException broken) {
            new ControlGroup(made, List.of()).close();
            throw broken;
        }
        return new ControlGroup(made, counters);
    }

    @Override
    public String describe() {
        return "control groups v1:" + (memory.isPresent() ? " memory" : "") + (pids.isPresent() ? " pids" : "")
                + (cpu.isPresent() ? " cpu" : "");
    }

    @Override
    public boolean limitsProcesses() {
        return pids.isPresent();
    }

    private static Path make(Path parent, String name, List<Path> made) throws IOException {
        Path group = Files.createDirectory(parent.resolve(GroupNames.of(name)));
        made.add(group);
        return group;
    }

    /// Writes a limit that exists only if the kernel was built with it: swap accounting, cpu quotas.
    private static void writeIfExists(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }

    private static Optional<Path> usable(Path cgroupRoot, Path procSelf, String controller) {
        try {
            Optional<Path> own = GroupNames.pathOf(procSelf, controller)
                    .map(path -> cgroupRoot.resolve(controller).resolve(path));
            if (own.isEmpty()) {
                return Optional.empty();
            }
            GroupNames.sweep(own.get());
            Path probe = own.get().resolve(GroupNames.of("probe"));
            Files.createDirectory(probe);
            boolean real = Files.exists(probe.resolve("cgroup.procs"));
            Files.delete(probe);
            return real ? own : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException forbidden) {
            return Optional.empty();
        }
    }
}
