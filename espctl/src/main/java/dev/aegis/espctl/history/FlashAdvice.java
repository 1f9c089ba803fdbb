package dev.aegis.espctl.history;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.request.FlashCommandLine;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.protocol.session.Artifact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command lines of other programs that flash and monitor what a task has built.
public final class FlashAdvice {
    private final Context context;

    public FlashAdvice(Context context) {
        this.context = context;
    }

    /// Returns the command that writes the files of a task into flash.
    ///
    /// @param port the serial port; absent for the one that esptool finds
    public String flash(TaskRecord task, @Nullable String port) {
        List<FlashCommandLine.Part> parts = new ArrayList<>();
        for (Artifact artifact : TaskFiles.artifacts(task)) {
            Long offset = artifact.flashOffset();
            if (offset != null) {
                parts.add(new FlashCommandLine.Part(offset, file(task, artifact)));
            }
        }
        return new FlashCommandLine(task.target(), port, parts).text(context.workingFolder());
    }

    /// Returns the command that shows the output of the chip and decodes its crashes.
    ///
    /// @param port the serial port; absent for the first one
    public String monitor(TaskRecord task, @Nullable String port) {
        String command = "python3 -m esp_idf_monitor"
                + (port == null ? "" : " --port " + ShellWord.of(port))
                + " --target " + task.target();
        return TaskFiles.artifacts(task).stream()
                .filter(artifact -> artifact.role() == Artifact.Role.ELF)
                .findFirst()
                .map(elf ->
                        command + " " + ShellWord.of(FlashCommandLine.shown(file(task, elf), context.workingFolder())))
                .orElse(command);
    }

    private static Path file(TaskRecord task, Artifact artifact) {
        return Path.of(task.project()).resolve(artifact.path());
    }
}
