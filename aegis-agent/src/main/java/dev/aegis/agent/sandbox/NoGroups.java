package dev.aegis.agent.sandbox;

import java.util.List;

/// A machine on which the agent may not make control groups.
record NoGroups() implements ControlGroups {
    @Override
    public JobGroup create(String name, SandboxLimits limits) {
        return new JobGroup(List.of(), List.of());
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
