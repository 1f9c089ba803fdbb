package dev.aegis.espctl.tasks;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The records of all tasks on disk, a folder for each task. A record is replaced in one step, so that a kill leaves
/// the one before.
public final class TaskStore {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String RECORD = "record.json";
    private static final String LOCK = "record.lock";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int KEPT = 50;
    /// Records are read and removed for several builds at once, because each build would wait for it.
    private static final int BEYOND = 10;
    private static final long LONGEST_RECORD = 8 << 20;
    private static final Comparator<TaskRecord> NEWEST_FIRST = Comparator.comparingLong(
                    (TaskRecord task) -> task.progress().createdAtMs())
            .reversed()
            .thenComparing(TaskRecord::taskId);

    private final Path root;
    private final KeptFiles kept;
    private final KeptElfFiles elfFiles;
    private final CreationTimes creationTimes;
    /// The records of tasks that are over, as they were read last.
    private final Map<String, Stored> over = new ConcurrentHashMap<>();

    /// @param stateFolder espctl's own, such as `~/.local/state/espctl`
    public TaskStore(Path stateFolder) {
        this.root = stateFolder.resolve("tasks");
        this.kept = new KeptFiles(stateFolder, KeptFiles.BUDGET, Clock.systemUTC());
        this.elfFiles = new KeptElfFiles(stateFolder, KeptElfFiles.BUDGET, Clock.systemUTC());
        this.creationTimes = new CreationTimes(root, this::newest);
    }

    private record Stored(FileTime changed, long bytes, TaskRecord record) {}

    /// Writes a task that begins, and hands out its record. A task that another process has begun goes on with this
    /// record and the time of its beginning, unless it is over already.
    public TaskRecord begin(TaskRecord fresh) {
        return update(
                fresh.taskId(),
                stored -> stored.map(begun -> begun.isOver()
                                ? begun
                                : fresh.createdAt(begun.progress().createdAtMs()))
                        .orElse(fresh));
    }

    /// Reads a record, changes it and writes it, in one step that no other process or thread can come between.
    ///
    /// @param change may run more than once
    /// @return the record as it is now
    public TaskRecord change(String taskId, UnaryOperator<TaskRecord> change) {
        return update(taskId, stored -> change.apply(stored.orElseThrow(() -> missing(taskId))));
    }

    private TaskRecord update(String taskId, Function<Optional<TaskRecord>, TaskRecord> change) {
        Path folder = path(taskId);
        try {
            Files.createDirectories(folder, PRIVATE);
            return new RecordLock(folder.resolve(LOCK)).hold(() -> {
                Optional<TaskRecord> before = stored(taskId);
                TaskRecord after = change.apply(before);
                if (before.isEmpty() || !before.get().equals(after)) {
                    PrivateFiles.write(
                            folder.resolve(RECORD), WireJson.pretty(after).getBytes(StandardCharsets.UTF_8));
                }
                return after;
            });
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    private Failure unwritable(IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "state_unwritable",
                "cannot write the task's record: " + IoReason.of(broken),
                "make " + root + " yours and writable and see that the disk has room, or set XDG_STATE_HOME",
                broken);
    }

    /// The files of a task beside its record.
    public TaskFolder folder(String taskId) {
        return new TaskFolder(path(taskId));
    }

    /// @param name a task id or a short name
    public TaskRecord find(String name) {
        return read(name).or(() -> TaskName.find(name, all())).orElseThrow(() -> missing(name));
    }

    private Failure missing(String name) {
        Path folder = path(name);
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

    /// Returns the creation time for a new task, always later than that of every existing one, even if the clock was
    /// set back.
    public long nextBirth(Clock clock) {
        return nextBirths(clock, 1);
    }

    /// Returns the first of several successive creation times for new tasks.
    public long nextBirths(Clock clock, int count) {
        try {
            Files.createDirectories(root, PRIVATE);
            return creationTimes.next(clock, count);
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    private long newest() {
        return all().stream()
                .mapToLong(task -> task.progress().createdAtMs())
                .max()
                .orElse(0);
    }

    /// The newest first.
    public List<TaskRecord> all() {
        List<TaskRecord> found = new ArrayList<>();
        names().stream().map(this::read).flatMap(Optional::stream).forEach(found::add);
        found.sort(NEWEST_FIRST);
        return found;
    }

    private List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var folders = Files.list(root)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> ID.matcher(name).matches())
                    .toList();
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "state_unreadable",
                    "cannot read " + root + ": " + IoReason.of(broken),
                    "make it yours",
                    broken);
        }
    }

    /// The files that builds have left, for later questions.
    public KeptFiles kept() {
        return kept;
    }

    /// The ELF files of all builds, also of tasks that were removed.
    public KeptElfFiles elfFiles() {
        return elfFiles;
    }

    /// Removes finished tasks beyond the newest fifty, once there are some more.
    public void prune() {
        if (names().size() <= KEPT + BEYOND) {
            return;
        }
        all().stream().skip(KEPT).filter(TaskRecord::isOver).forEach(task -> {
            Path folder = path(task.taskId());
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

    /// A record that is not over although no process follows the task was left by a killed process. The record is read
    /// once more then, because the process may have written the end just before its own.
    private Optional<TaskRecord> read(String taskId) {
        Optional<TaskRecord> task = lately(taskId);
        if (task.isEmpty() || task.get().isOver() || task.get().follower().isAlive()) {
            return task;
        }
        return stored(taskId)
                .map(left -> left.failed(
                        Fault.INFRASTRUCTURE,
                        "espctl ended before the build did",
                        "run: espctl build (it continues from the files on the machine)",
                        left.progress().createdAtMs()));
    }

    /// Reads a record once and not again while its file stays the same, if the task is over. One build asks several
    /// times for all tasks.
    private Optional<TaskRecord> lately(String taskId) {
        try {
            BasicFileAttributes file = Files.readAttributes(path(taskId).resolve(RECORD), BasicFileAttributes.class);
            Stored known = over.get(taskId);
            if (known != null && known.changed().equals(file.lastModifiedTime()) && known.bytes() == file.size()) {
                return Optional.of(known.record());
            }
            Optional<TaskRecord> read = stored(taskId);
            read.filter(TaskRecord::isOver)
                    .ifPresent(task -> over.put(taskId, new Stored(file.lastModifiedTime(), file.size(), task)));
            return read;
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Optional<TaskRecord> stored(String taskId) {
        Path file = path(taskId).resolve(RECORD);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_RECORD) {
                return Optional.empty();
            }
            TaskRecord record = WireJson.read(Files.readAllBytes(file), TaskRecord.class);
            return record.taskId().equals(taskId) ? Optional.of(record) : Optional.empty();
        } catch (IOException | WireException damaged) {
            return Optional.empty();
        }
    }

    private Path path(String taskId) {
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
