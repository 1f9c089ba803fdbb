package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.log.BuildLogReader;
import dev.aegis.firmware.size.AppImageSize;
import dev.aegis.firmware.size.SizeReader;
import dev.aegis.firmware.size.SizeReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the sizes that ESP-IDF printed.
public final class ReadSizes {
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final TaskStore tasks;

    public ReadSizes(Context context) {
        this.tasks = context.tasks();
    }

    /// @param taskId null for a text
    /// @param room what the build says of its application; null if the text does not
    /// @param report null if the text has only the size of the application
    /// @param note that the last of several builds in the text failed; else null
    public record Printed(
            @Nullable String taskId,
            @Nullable AppImageSize room,
            @Nullable SizeReport report,
            @Nullable String note) {}

    /// @param name a task id or a short name
    public Printed ofTask(String name) {
        TaskRecord task = tasks.find(name);
        StringBuilder log = new StringBuilder();
        tasks.folder(task.taskId()).log().each(line -> {
            if (log.length() < MOST_CHARACTERS) {
                log.append(line.text()).append('\n');
            }
        });
        return printed(task.taskId(), log.toString());
    }

    /// @param text in any format of `idf.py size`
    public Printed ofText(String text) {
        return printed(null, text);
    }

    private static @Nullable String note(String text) {
        BuildLogReader log = new BuildLogReader();
        text.lines().forEach(log::line);
        BuildReport report = log.report();
        return report.note() == null || report.first().isEmpty()
                ? null
                : report.note() + "; the sizes are those of the last build that printed them";
    }

    private static Printed printed(@Nullable String taskId, String text) {
        Optional<AppImageSize> room = AppImageSize.in(text.lines().toList());
        try {
            return new Printed(taskId, room.orElse(null), SizeReader.read(text), note(text));
        } catch (FirmwareException none) {
            if (room.isPresent()) {
                return new Printed(taskId, room.get(), null, note(text));
            }
            throw new Failure(
                    ExitCode.FAILED,
                    none.code(),
                    taskId == null
                            ? String.valueOf(none.getMessage())
                            : "the log of task " + taskId + " holds no sizes",
                    taskId == null
                            ? "run: espctl size (it does not need the output of ESP-IDF)"
                            : "espctl size " + taskId + " measures the build itself, if it has succeeded",
                    none);
        }
    }
}
