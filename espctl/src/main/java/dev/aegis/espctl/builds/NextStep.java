package dev.aegis.espctl.builds;

import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.InstalledFiles;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.FlashCommandLine;
import dev.aegis.espctl.tasks.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command that comes after a build, exactly as it is to be typed in the user's folder.
///
/// @param command the command line that repeats the build
/// @param workingFolder the user's folder; paths below it are relative to it
public record NextStep(BuildCommandLine command, Path workingFolder) {
    /// Returns the command that flashes the firmware, or the one that builds again.
    String after(BuildEnd end) {
        return end.record().state() == TaskState.SUCCEEDED ? flash(end).orElseGet(command::text) : command.text();
    }

    /// Returns the command that flashes the files of a build; nothing when none of them is for flash.
    private Optional<String> flash(BuildEnd end) {
        Path project = Path.of(end.record().project());
        List<FlashCommandLine.Part> parts = new ArrayList<>();
        for (InstalledFiles.File file : end.installed().files()) {
            Long offset = file.offset();
            if (offset != null) {
                parts.add(new FlashCommandLine.Part(offset, project.resolve(file.path())));
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlashCommandLine(end.record().target(), null, parts).text(workingFolder));
    }
}
