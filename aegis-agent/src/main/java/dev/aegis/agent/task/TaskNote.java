package dev.aegis.agent.task;

import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `task.json`: what must be known of a task when the agent that ran it is gone.
///
/// @param taskId as the client named it
/// @param target the chip
/// @param idfVersion the version it was built with
public record TaskNote(String taskId, String target, String idfVersion) {
    static final String NAME = "task.json";

    static TaskNote read(Path home) throws IOException {
        return WireJson.read(Files.readAllBytes(home.resolve(NAME)), TaskNote.class);
    }

    void write(Path home) throws IOException {
        Files.write(home.resolve(NAME), WireJson.bytes(this));
    }
}
