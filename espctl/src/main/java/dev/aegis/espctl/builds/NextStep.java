package dev.aegis.espctl.builds;

import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.InstalledFiles;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.ShellWord;
import dev.aegis.espctl.tasks.TaskState;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

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
        String parts = end.installed().files().stream()
                .filter(file -> file.offset() != null)
                .sorted(Comparator.comparingLong(NextStep::offset))
                .map(file -> " 0x" + Long.toHexString(offset(file)) + " "
                        + ShellWord.of(shown(project.resolve(file.path()))))
                .collect(Collectors.joining());
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("esptool.py --chip " + end.record().target() + " write_flash" + parts);
    }

    private String shown(Path file) {
        return (file.startsWith(workingFolder) ? workingFolder.relativize(file) : file).toString();
    }

    private static long offset(InstalledFiles.File file) {
        return Objects.requireNonNullElse(file.offset(), 0L);
    }
}
