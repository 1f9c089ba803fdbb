package dev.aegis.espctl.tasks;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.IoReason;
import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The tasks on disk, a folder each. A record is replaced in one step, so that a kill leaves the one
/// before.
public final class TaskStore {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String RECORD = "record.json";
    private static final String LIVE = "live.json";
    private static final int KEPT = 50;
    private static final long LONGEST_RECORD = 8 << 20;

    private static final String LOCK_FILE = "dependencies.lock";

    private final Path root;
    private final KeptFiles kept;

    /// @param stateFolder espctl's own, such as `~/.local/state/espctl`
    public TaskStore(Path stateFolder) {
        this.root = stateFolder.resolve("tasks");
        this.kept = new KeptFiles(stateFolder, KeptFiles.BUDGET, Clock.systemUTC());
    }

    public void save(TaskRecord record) {
        try {
            PrivateFiles.write(
                    folder(record.taskId()).resolve(RECORD),
                    WireJson.pretty(record).getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "state_unwritable",
                    "cannot write the task's record: " + IoReason.of(broken),
                    "make " + root + " yours and writable and see that the disk has room, or set XDG_STATE_HOME",
                    broken);
        }
    }

    /// How far the task is, for other processes. Best effort: a build does not fail because nobody can
    /// be told.
    public void saveLive(String taskId, LiveStatus live) {
        try {
            PrivateFiles.write(folder(taskId).resolve(LIVE), WireJson.bytes(live));
        } catch (IOException untold) {
            return;
        }
    }

    /// Empty for a task of an older espctl, or one that has just begun.
    public Optional<LiveStatus> live(String taskId) {
        try {
            return Optional.of(WireJson.read(Files.readAllBytes(folder(taskId).resolve(LIVE)), LiveStatus.class));
        } catch (IOException | WireException none) {
            return Optional.empty();
        }
    }

    /// Where a build without a terminal leaves what it prints; the folder is made.
    public Path outputFile(String taskId) throws IOException {
        Path folder = folder(taskId);
        Files.createDirectories(folder);
        return folder.resolve("output.txt");
    }

    /// @param name a task id, or `latest`
    public TaskRecord find(String name) {
        if (name.equals("latest")) {
            return all().stream()
                    .findFirst()
                    .orElseThrow(() -> new Failure(
                            ExitCode.USAGE, "no_task", "there is no task yet", "espctl build makes the first one"));
        }
        return read(name).orElseThrow(() -> missing(name));
    }

    private Failure missing(String name) {
        Path folder = folder(name);
        return Files.exists(folder.resolve(RECORD))
                ? new Failure(
                        ExitCode.FAILED,
                        "task_damaged",
                        "the record of task " + name + " cannot be read: it is damaged, or a newer espctl wrote it",
                        "remove " + folder + " if no newer espctl uses it; espctl status lists the other tasks")
                : new Failure(
                        ExitCode.USAGE,
                        "no_such_task",
                        "there is no task '" + name + "' here",
                        "espctl status lists the tasks");
    }

    /// When a task begins that begins now: later than all others, also where the clock was set back
    /// meanwhile.
    public long nextBirth(Clock clock) {
        long newest = all().stream().mapToLong(TaskRecord::createdAtMs).max().orElse(0);
        return Math.max(clock.millis(), newest + 1);
    }

    /// The newest first.
    public List<TaskRecord> all() {
        List<TaskRecord> found = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        try (var folders = Files.list(root)) {
            folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> ID.matcher(name).matches())
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .forEach(found::add);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "state_unreadable",
                    "cannot read " + root + ": " + IoReason.of(broken),
                    "make it yours",
                    broken);
        }
        found.sort(Comparator.comparingLong(TaskRecord::createdAtMs).reversed().thenComparing(TaskRecord::taskId));
        return found;
    }

    public TaskLog log(String taskId) {
        return new TaskLog(folder(taskId).resolve("log.jsonl"));
    }

    /// Where the log of a task lies, for messages.
    public Path logFile(String taskId) {
        return folder(taskId).resolve("log.jsonl");
    }

    /// What tasks have left, for later questions.
    public KeptFiles kept() {
        return kept;
    }

    /// Keeps the project's `dependencies.lock` as it was for this task.
    public void saveLockFile(String taskId, byte[] content) throws IOException {
        PrivateFiles.write(folder(taskId).resolve(LOCK_FILE), content);
    }

    /// Empty when the project had none.
    public Optional<byte[]> lockFile(String taskId) {
        try {
            return PrivateFiles.read(folder(taskId).resolve(LOCK_FILE));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Forgets the oldest tasks beyond the newest fifty.
    public void prune() {
        all().stream().skip(KEPT).filter(task -> task.state().isOver()).forEach(task -> {
            Path folder = folder(task.taskId());
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException later) {
                // The next build tries again.
            }
        });
    }

    private Optional<TaskRecord> read(String taskId) {
        Path file = folder(taskId).resolve(RECORD);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_RECORD) {
                return Optional.empty();
            }
            TaskRecord record = WireJson.read(Files.readAllBytes(file), TaskRecord.class);
            return record.taskId().equals(taskId) ? Optional.of(honest(record)) : Optional.empty();
        } catch (IOException | WireException damaged) {
            return Optional.empty();
        }
    }

    /// A record that says "running" while nobody follows the task any more was left by a killed
    /// process.
    private static TaskRecord honest(TaskRecord record) {
        if (record.state().isOver() || isAlive(record)) {
            return record;
        }
        return record.change()
                .over(TaskState.FAILED, record.createdAtMs())
                .because(
                        Fault.INFRASTRUCTURE,
                        "espctl ended before the build did",
                        "espctl build goes on from what the build machine has")
                .record();
    }

    private static boolean isAlive(TaskRecord record) {
        return ProcessHandle.of(record.processId())
                .filter(ProcessHandle::isAlive)
                .map(process -> Math.abs(ProcessBirth.of(process) - record.processStartMs()) < 2_000)
                .orElse(false);
    }

    private Path folder(String taskId) {
        if (!ID.matcher(taskId).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "task_id_wrong",
                    "'" + shown(taskId) + "' is not a task id",
                    "espctl status lists the tasks");
        }
        return root.resolve(taskId);
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 64 ? line : line.substring(0, 64) + "...";
    }
}
