package dev.aegis.agent.sandbox.cgroup;

import java.util.List;

/// A machine on which the agent may not create control groups.
record NoGroups() implements ControlGroups {
    @Override
    public ControlGroup create(String name, GroupLimits limits) {
        return new ControlGroup(List.of(), List.of());
    }

    @Override
    public String describe() {
        return "no control groups: memory, processor and process limits are those of prlimit only";
    }

    @Override
    public boolean limitsProcesses() {
        return false;
    }
}
