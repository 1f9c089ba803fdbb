package dev.aegis.agent.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Control groups version 2, in the subtree that was delegated to the agent (`Delegate=yes`). A group
/// that contains processes cannot enable controllers for its children, so the agent first moves itself
/// into a leaf group.
///
/// @param parent directory in which groups are created
record UnifiedGroups(Path parent) implements ControlGroups {
    private static final List<String> NEEDED = List.of("memory", "pids", "cpu");

    static Optional<UnifiedGroups> find(Path cgroupRoot, Path procSelf) throws IOException {
        Path controllers = cgroupRoot.resolve("cgroup.controllers");
        Optional<String> path = GroupNames.pathOf(procSelf, "");
        if (!Files.exists(controllers) || path.isEmpty()) {
            return Optional.empty();
        }
        // After a restart by exec the agent is already in its leaf group.
        Path own = cgroupRoot.resolve(path.get().replaceFirst("/?agent$", ""));
        List<String> offered = List.of(
                Files.readString(own.resolve("cgroup.controllers")).trim().split(" "));
        if (!offered.containsAll(NEEDED) || !Files.isWritable(own.resolve("cgroup.subtree_control"))) {
            return Optional.empty();
        }
        return delegate(own) ? Optional.of(new UnifiedGroups(own)) : Optional.empty();
    }

    @Override
    public ControlGroup create(String name, GroupLimits limits) throws IOException {
        Path group = Files.createDirectory(parent.resolve(GroupNames.of(name)));
        ControlGroup job = new ControlGroup(List.of(group), List.of(group.resolve("memory.events")));
        try {
            Files.writeString(group.resolve("memory.max"), Long.toString(limits.memoryBytes()));
            if (Files.exists(group.resolve("memory.swap.max"))) {
                Files.writeString(group.resolve("memory.swap.max"), "0");
            }
            Files.writeString(group.resolve("memory.oom.group"), "1");
            Files.writeString(group.resolve("pids.max"), Integer.toString(limits.processes()));
            Files.writeString(group.resolve("cpu.max"), Math.round(limits.cores() * 100_000) + " 100000");
            return job;
        } catch (IOException broken) {
            job.close();
            throw broken;
        }
    }

    @Override
    public String describe() {
        return "control groups v2: memory pids cpu";
    }

    @Override
    public boolean limitsProcesses() {
        return true;
    }

    private static boolean delegate(Path own) {
        try {
            Path leaf = own.resolve("agent");
            Files.createDirectories(leaf);
            Files.writeString(
                    leaf.resolve("cgroup.procs"),
                    Long.toString(ProcessHandle.current().pid()));
            Files.writeString(own.resolve("cgroup.subtree_control"), "+memory +pids +cpu");
            GroupNames.sweep(own);
            return true;
        } catch (IOException forbidden) {
            return false;
        }
    }
}
