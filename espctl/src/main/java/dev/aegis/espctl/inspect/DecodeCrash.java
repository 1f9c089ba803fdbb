package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.IoReason;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.errors.log.BuildLogReader;
import dev.aegis.firmware.trace.Crash;
import dev.aegis.firmware.trace.CrashDecoder;
import dev.aegis.firmware.trace.Panic;
import dev.aegis.firmware.trace.PanicReader;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds functions, files and lines for the addresses of a panic. An application that crashes prints the first digits
/// of its ELF file's SHA-256, which identify the build.
public final class DecodeCrash {
    private static final int SHOWN_DIGITS = 9;

    private final Context context;
    private final TaskStore tasks;
    private final TaskFiles files;

    public DecodeCrash(Context context) {
        this.context = context;
        this.tasks = context.tasks();
        this.files = new TaskFiles(tasks);
    }

    /// @param task whose ELF file to use; null to let the text decide
    public CrashAnswer run(String text, @Nullable String task) {
        Panic panic = panic(text);
        TaskRecord chosen = task == null ? chosen(panic) : files.succeeded(task);
        byte[] content = files.need(chosen, Artifact.Role.ELF, "ELF file");
        String path = TaskFiles.artifact(chosen, Artifact.Role.ELF)
                .map(Artifact::path)
                .orElse("");
        return new CrashAnswer(
                chosen.taskId(), Path.of(chosen.project()).resolve(path).toString(), decode(panic, content));
    }

    /// @param elf a path, relative to the working folder
    public CrashAnswer runWith(String text, Path elf) {
        Panic panic = panic(text);
        Path file = context.workingFolder().resolve(elf).normalize();
        try {
            return new CrashAnswer(
                    null,
                    file.toString(),
                    new CrashDecoder(ElfFile.read(file), BuildLogReader.SANDBOX_ROOT).decode(panic));
        } catch (FirmwareException wrong) {
            throw failed(wrong);
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "elf_unreadable",
                    "cannot read the ELF file " + file + ": " + IoReason.of(unreadable),
                    "name the .elf of the build that runs on the chip; for builds of espctl, omit it" + " builds",
                    unreadable);
        }
    }

    private static Panic panic(String text) {
        try {
            return PanicReader.read(text);
        } catch (FirmwareException none) {
            throw new Failure(
                    ExitCode.FAILED,
                    none.code(),
                    String.valueOf(none.getMessage()),
                    "copy the serial output from 'Guru Meditation Error' or 'abort()' to 'Rebooting...'",
                    none);
        }
    }

    /// Finds the build by the SHA-256 that the application printed, else takes the newest.
    private TaskRecord chosen(Panic panic) {
        String printed = panic.elfSha256();
        if (printed == null) {
            return files.succeeded("latest");
        }
        List<TaskRecord> succeeded = tasks.all().stream()
                .filter(task -> task.state() == TaskState.SUCCEEDED)
                .toList();
        Optional<TaskRecord> made = succeeded.stream()
                .filter(task -> TaskFiles.artifact(task, Artifact.Role.ELF)
                        .filter(elf -> elf.sha256().hex().startsWith(printed))
                        .isPresent())
                .findFirst();
        return made.orElseThrow(() -> unknown(printed, succeeded));
    }

    private static Failure unknown(String printed, List<TaskRecord> succeeded) {
        String newest = succeeded.stream()
                .flatMap(task -> TaskFiles.artifact(task, Artifact.Role.ELF).stream())
                .findFirst()
                .map(elf ->
                        "; the newest build's begins with " + elf.sha256().hex().substring(0, SHOWN_DIGITS))
                .orElse("");
        return new Failure(
                ExitCode.FAILED,
                "no_elf_fits",
                "none of the " + succeeded.size() + " builds on this computer made this application, whose ELF file's"
                        + " SHA-256 begins with " + printed + newest,
                "name the ELF file of the build that runs on the chip with --elf FILE, or flash the newest build");
    }

    private static Crash decode(Panic panic, byte[] elf) {
        try {
            return new CrashDecoder(ElfFile.read(elf), BuildLogReader.SANDBOX_ROOT).decode(panic);
        } catch (FirmwareException wrong) {
            throw failed(wrong);
        }
    }

    private static Failure failed(FirmwareException wrong) {
        return new Failure(
                ExitCode.FAILED,
                wrong.code(),
                String.valueOf(wrong.getMessage()),
                "omit --task and --elf to find the build by its SHA-256",
                wrong);
    }
}
