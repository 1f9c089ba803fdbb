package dev.aegis.espctl.tasks;

import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files of one task beside its record: log, live status, printed output, request and `dependencies.lock`.
public final class TaskFolder {
    private static final String LIVE = "live.json";
    private static final String REQUEST = "request.json";
    private static final String CANCEL = "cancel";
    private static final String LOCK_FILE = "dependencies.lock";

    private final Path folder;

    TaskFolder(Path folder) {
        this.folder = folder;
    }

    public TaskLog log() {
        return new TaskLog(logFile());
    }

    /// The path of the log, for messages.
    public Path logFile() {
        return folder.resolve("log.jsonl");
    }

    /// Writes how far the task is, for other processes. Best effort: a build does not fail because this fails.
    public void saveLive(LiveStatus live) {
        try {
            PrivateFiles.write(folder.resolve(LIVE), WireJson.bytes(live));
        } catch (IOException unwritable) {
            return;
        }
    }

    /// Empty for a task that has just begun.
    public Optional<LiveStatus> live() {
        try {
            return Optional.of(WireJson.read(Files.readAllBytes(folder.resolve(LIVE)), LiveStatus.class));
        } catch (IOException | WireException none) {
            return Optional.empty();
        }
    }

    /// The file for the output of a build without a terminal; makes the folder.
    public Path outputFile() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("output.txt");
    }

    /// Writes the request for the process that will follow this task. Only the user can read it, unlike a command line.
    public void saveRequest(Object request) throws IOException {
        PrivateFiles.write(folder.resolve(REQUEST), WireJson.bytes(request));
    }

    /// Reads the request and removes it.
    ///
    /// @throws WireException when another version of espctl has written it
    public <T> T takeRequest(Class<T> type) throws IOException {
        Path file = folder.resolve(REQUEST);
        byte[] json = Files.readAllBytes(file);
        Files.delete(file);
        return WireJson.read(json, type);
    }

    /// Asks the process that follows the task to cancel it.
    public void requestCancel() throws IOException {
        PrivateFiles.write(folder.resolve(CANCEL), new byte[0]);
    }

    /// Whether another process has asked to cancel the task.
    public boolean isCancelRequested() {
        return Files.exists(folder.resolve(CANCEL));
    }

    /// Keeps the project's `dependencies.lock` as it was for this task.
    public void saveLockFile(byte[] content) throws IOException {
        PrivateFiles.write(folder.resolve(LOCK_FILE), content);
    }

    /// Empty when the project had none.
    public Optional<byte[]> lockFile() {
        try {
            return PrivateFiles.read(folder.resolve(LOCK_FILE));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
