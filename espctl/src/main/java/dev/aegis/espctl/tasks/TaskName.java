package dev.aegis.espctl.tasks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The short name of a task, such as `build-esp32c3-7f2a`: an AI client shows a model this name and nothing else of a
/// task that runs in the background. Its end is the end of the task's id, as long as needed to be the only one.
public final class TaskName {
    private static final int SHORTEST = 4;
    private static final Pattern NAME = Pattern.compile("build-([A-Za-z0-9]+)-([A-Za-z0-9._]{4,64})");

    private TaskName() {}

    /// @param all the tasks on this computer, in which the name is the only one
    public static String of(TaskRecord task, List<TaskRecord> all) {
        String id = task.taskId();
        List<String> others = all.stream()
                .filter(other -> other.target().equals(task.target()))
                .map(TaskRecord::taskId)
                .filter(other -> !other.equals(id))
                .toList();
        int length = Math.min(SHORTEST, id.length());
        while (length < id.length() && isTaken(id.substring(id.length() - length), others)) {
            length++;
        }
        return "build-" + task.target() + "-"
                + id.substring(id.length() - length).replace('-', '.');
    }

    private static boolean isTaken(String end, List<String> others) {
        return others.stream().anyMatch(other -> other.endsWith(end));
    }

    /// Finds a task by its short name. If a later task has the same end, the name still means the oldest.
    ///
    /// @param all the newest first
    static Optional<TaskRecord> find(String name, List<TaskRecord> all) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String end = parts.group(2).replace('.', '-');
        return all.reversed().stream()
                .filter(task ->
                        task.target().equals(parts.group(1)) && task.taskId().endsWith(end))
                .findFirst();
    }
}
