package dev.aegis.agent.task;

import dev.aegis.agent.execution.BuildOutcome;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client is told when the machine itself stumbles.
final class MachineFailures {
    private static final Logger log = LoggerFactory.getLogger(MachineFailures.class);

    private MachineFailures() {}

    static BuildOutcome of(RuntimeException broken) {
        return switch (broken) {
            case WorkspaceException workspace ->
                BuildOutcome.machineFailed(null, String.valueOf(workspace.getMessage()), workspace.hint());
            case StoreException store ->
                BuildOutcome.machineFailed(null, String.valueOf(store.getMessage()), store.hint());
            case UncheckedIOException unreadable ->
                of(WorkspaceException.of(
                        "keeping the build's log", new IOException(unreadable.getMessage(), unreadable)));
            default -> {
                log.error("a build ended by a fault of the agent", broken);
                yield BuildOutcome.machineFailed(
                        null,
                        "the build machine made a mistake: " + broken,
                        "try again, and report it with the machine's log");
            }
        };
    }
}
