package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.TaskFiles;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.errors.log.BuildLogReader;
import dev.aegis.firmware.panic.CrashKind;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.PanicReader;
import dev.aegis.firmware.trace.Crash;
import dev.aegis.firmware.trace.CrashDecoder;
import dev.aegis.firmware.trace.Frame;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds functions, files and lines for the addresses of a panic. An application that crashes prints the first digits
/// of its ELF file's SHA-256, which identify the build.
public final class DecodeCrash {
    private static final int SHOWN_DIGITS = 9;
    private static final int MOST_BYTES = 512 * 1024 * 1024;

    private final Context context;
    private final TaskStore tasks;
    private final TaskFiles files;

    public DecodeCrash(Context context) {
        this.context = context;
        this.tasks = context.tasks();
        this.files = new TaskFiles(tasks);
    }

    /// Explains the panic, with functions and lines where the ELF file of its build is known.
    ///
    /// @param task whose ELF file to use; null to let the text decide
    public CrashAnswer run(String text, @Nullable String task) {
        Panic panic = panic(text);
        if (task != null) {
            TaskRecord chosen = files.succeeded(task);
            return answer(chosen, panic, files.need(chosen, Artifact.Role.ELF, "ELF file"));
        }
        String printed = panic.elfSha256();
        return printed == null ? unnamed(panic) : named(panic, printed);
    }

    /// Finds the build by the SHA-256 that the application printed.
    private CrashAnswer named(Panic panic, String printed) {
        for (TaskRecord made : succeeded()) {
            boolean fits = TaskFiles.artifact(made, Artifact.Role.ELF)
                    .filter(elf -> elf.sha256().hex().startsWith(printed))
                    .isPresent();
            Optional<byte[]> content = fits ? files.find(made, Artifact.Role.ELF) : Optional.empty();
            if (content.isPresent()) {
                return answer(made, panic, content.get());
            }
        }
        return tasks.elfFiles()
                .find(printed, MOST_BYTES)
                .map(kept -> new CrashAnswer(null, kept.origin(), decode(panic, kept.content())))
                .orElseGet(() -> withoutElf(panic, () -> unknown(printed, succeeded())));
    }

    /// Takes the newest build of the project that the user is in which the crash can be one of. The project may have
    /// builds for several chips.
    private CrashAnswer unnamed(Panic panic) {
        Set<String> targets = new HashSet<>();
        for (TaskRecord made : succeeded()) {
            boolean here = context.workingFolder().startsWith(Path.of(made.project()));
            if (here && targets.add(made.target())) {
                Optional<CrashAnswer> fitting =
                        files.find(made, Artifact.Role.ELF).flatMap(elf -> fitting(made, panic, elf));
                if (fitting.isPresent()) {
                    return fitting.get();
                }
            }
        }
        return withoutElf(panic, DecodeCrash::noBuild);
    }

    private Optional<CrashAnswer> fitting(TaskRecord made, Panic panic, byte[] elf) {
        ElfFile file = read(elf);
        boolean other = panic.architecture() != null && panic.architecture() != file.architecture();
        if (other) {
            return Optional.empty();
        }
        CrashAnswer answer = answer(made, panic, elf);
        List<Frame> frames = answer.crash().frames();
        return frames.isEmpty() || frames.stream().anyMatch(frame -> frame.function() != null)
                ? Optional.of(answer)
                : Optional.empty();
    }

    /// @param nothing for a text that is only addresses, which cannot be explained without an ELF file
    private static CrashAnswer withoutElf(Panic panic, Supplier<Failure> nothing) {
        boolean bare = panic.explanation().kind() == CrashKind.UNKNOWN
                && panic.registers().isEmpty()
                && panic.suspects().stream().allMatch(suspect -> suspect.place() == null);
        if (bare) {
            throw nothing.get();
        }
        return new CrashAnswer(null, null, Crash.withoutElf(panic));
    }

    private List<TaskRecord> succeeded() {
        return tasks.all().stream().filter(TaskRecord::hasFirmware).toList();
    }

    private CrashAnswer answer(TaskRecord task, Panic panic, byte[] elf) {
        String path = TaskFiles.artifact(task, Artifact.Role.ELF)
                .filter(artifact -> TaskFiles.isInBuild(task, artifact))
                .map(artifact ->
                        Path.of(task.project()).resolve(artifact.path()).toString())
                .orElse(null);
        return new CrashAnswer(task.taskId(), path, decode(panic, elf));
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
                    "name the .elf of the build that runs on the chip; omit --elf for builds of espctl",
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

    private static Failure noBuild() {
        return new Failure(
                ExitCode.FAILED,
                "no_elf_fits",
                "addresses alone need the ELF file of their build, and this folder has no build that they fit",
                "run: espctl decode FILE --elf ELF, with the ELF file of the build that runs on the chip");
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

    private static ElfFile read(byte[] elf) {
        try {
            return ElfFile.read(elf);
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
