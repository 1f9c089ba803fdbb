package dev.aegis.espctl.pack;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.BootFiles;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds bootloader and partition table on this computer: the files that the user named, else those of the newest build
/// of the same folder and chip, else those in the cache.
final class BootFinder {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Context context;
    private final BootCache cache;

    BootFinder(Context context, BootCache cache) {
        this.context = context;
        this.cache = cache;
    }

    /// @param from the origin, as text for people
    record Found(BootFiles files, String from) {}

    Optional<Found> find(PackRequest request, Program program) {
        byte[] bootloader = given(request.boot().bootloader(), "bootloader");
        byte[] table = given(request.boot().partitionTable(), "partition table");
        if (bootloader != null && table != null) {
            return Optional.of(new Found(boot(program.chip(), bootloader, table, null, null), "the files given"));
        }
        Optional<Found> kept = kept(program, request.boot().idfVersion());
        return kept.isPresent()
                ? Optional.of(completed(kept.get(), bootloader, table))
                : cache.find(program.chip(), request.boot().idfVersion())
                        .map(found -> completed(found, bootloader, table));
    }

    /// After a build machine has made them.
    Optional<Found> made(PackRequest request, Program program) {
        return cache.find(program.chip(), request.boot().idfVersion())
                .map(found -> completed(
                        found,
                        given(request.boot().bootloader(), "bootloader"),
                        given(request.boot().partitionTable(), "partition table")));
    }

    /// Replaces found files by those that the user named.
    private static Found completed(Found found, byte @Nullable [] bootloader, byte @Nullable [] table) {
        if (bootloader == null && table == null) {
            return found;
        }
        BootFiles files = found.files();
        BootFiles both = boot(
                files.chip(),
                bootloader == null ? files.bootloader() : bootloader,
                table == null ? files.partitionTable() : table,
                files.tableOffset(),
                files.idfVersion());
        return new Found(
                both, (bootloader == null ? "the partition table" : "the bootloader") + " given, and " + found.from());
    }

    private Optional<Found> kept(Program program, @Nullable String version) {
        return context.tasks().all().stream()
                .filter(task -> task.hasFirmware()
                        && task.project().equals(program.root().toString())
                        && task.target().equals(program.chip().target())
                        && (version == null || version.equals(task.subject().idfVersion())))
                .flatMap(task -> boot(task, program.chip()).stream())
                .findFirst();
    }

    private static Optional<Found> boot(TaskRecord task, Chip chip) {
        TaskResult result = task.result();
        if (result == null) {
            return Optional.empty();
        }
        Artifact table = artifact(result, Artifact.Role.PARTITIONS);
        byte[] bootloader = verified(task, artifact(result, Artifact.Role.BOOTLOADER));
        byte[] partitions = verified(task, table);
        if (bootloader == null || partitions == null || table == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Found(
                    BootFiles.of(chip, bootloader, partitions, table.flashOffset(), result.idfVersion()),
                    "those of task " + task.taskId()));
        } catch (FirmwareException unsound) {
            return Optional.empty();
        }
    }

    private static @Nullable Artifact artifact(TaskResult result, Artifact.Role role) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.role() == role && artifact.flashOffset() != null)
                .findFirst()
                .orElse(null);
    }

    /// Returns a file only if it is unchanged since the build.
    private static byte @Nullable [] verified(TaskRecord task, @Nullable Artifact artifact) {
        if (artifact == null || artifact.size() > MOST_BYTES) {
            return null;
        }
        try {
            byte[] content = Files.readAllBytes(Path.of(task.project()).resolve(artifact.path()));
            return Digest.of(content).equals(artifact.sha256()) ? content : null;
        } catch (IOException gone) {
            return null;
        }
    }

    private byte @Nullable [] given(@Nullable Path path, String what) {
        if (path == null) {
            return null;
        }
        Path file = context.workingFolder().resolve(path).normalize();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new Failure(
                        ExitCode.USAGE,
                        "boot_file_missing",
                        "there is no " + what + " at " + file,
                        "name a file that exists, or omit the option");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "boot_file_unreadable",
                    "cannot read the " + what + " at " + file + ": " + IoReason.of(unreadable),
                    "make it readable for your userr user",
                    unreadable);
        }
    }

    private static BootFiles boot(
            Chip chip, byte[] bootloader, byte[] table, @Nullable Long tableOffset, @Nullable String version) {
        try {
            return BootFiles.of(chip, bootloader, table, tableOffset, version);
        } catch (FirmwareException wrong) {
            throw new Failure(
                    ExitCode.USAGE,
                    wrong.code(),
                    Objects.requireNonNull(wrong.getMessage()),
                    "pass the bootloader.bin and partition-table.bin of an ESP-IDF build for the " + chip.target(),
                    wrong);
        }
    }
}
