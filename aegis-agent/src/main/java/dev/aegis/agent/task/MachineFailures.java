package dev.aegis.agent.task;

import dev.aegis.agent.execution.BuildOutcome;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Build outcomes for exceptions of this program.
final class MachineFailures {
    private static final Logger log = LoggerFactory.getLogger(MachineFailures.class);

    private MachineFailures() {}

    static BuildOutcome of(RuntimeException broken) {
        return switch (broken) {
            case WorkspaceException workspace ->
                BuildOutcome.machineFailed(null, String.valueOf(workspace.getMessage()), workspace.hint());
            case StoreException store ->
                BuildOutcome.machineFailed(null, String.valueOf(store.getMessage()), store.hint());
            default -> {
                log.error("a build ended because of a bug in aegis-agent", broken);
                yield BuildOutcome.machineFailed(
                        null,
                        "the build machine failed because of a bug: " + broken,
                        "build again; report it to the machine's operator, whose log has the details");
            }
        };
    }
}
