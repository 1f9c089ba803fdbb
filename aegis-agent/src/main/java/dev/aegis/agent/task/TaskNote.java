package dev.aegis.agent.task;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file `task.json`, written when a task starts. A later agent ends an interrupted task with it.
///
/// @param taskId the id that the client chose
/// @param target the chip
/// @param idfVersion the version that builds it
public record TaskNote(String taskId, String target, String idfVersion) {
    static final String NAME = "task.json";

    static TaskNote read(Path home) throws IOException {
        return WireJson.read(Files.readAllBytes(home.resolve(NAME)), TaskNote.class);
    }

    void write(Path home) throws IOException {
        Files.write(home.resolve(NAME), WireJson.bytes(this));
    }

    /// The result of a task whose build did not end by itself.
    TaskResult interrupted(String reason) {
        return new TaskResult(
                TaskResult.Status.FAILED,
                null,
                Fault.INFRASTRUCTURE,
                reason,
                "build again; files that were compiled are still there",
                target,
                idfVersion,
                List.of(),
                List.of());
    }
}
