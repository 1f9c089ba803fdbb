package dev.aegis.espctl.pack;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.IoReason;
import dev.aegis.espctl.remote.PackedFiles;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.AppBundle;
import dev.aegis.firmware.bundle.BootFiles;
import dev.aegis.firmware.image.FlashSettings;
import dev.aegis.firmware.image.WrittenImage;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The task record of a program that another compiler linked, from its start to the flashable files.
final class PackTask {
    private final Context context;

    PackTask(Context context) {
        this.context = context;
    }

    /// @param server that builds what is missing; null if nothing is
    TaskRecord pending(Program program, @Nullable Server server) {
        return TaskRecord.begun(
                context.newTaskId(),
                program.root().toString(),
                program.name(),
                program.chip().target(),
                null,
                "the bootloader's",
                program.isRelease() ? Profile.RELEASE : Profile.DEBUG,
                server == null ? null : server.address().toString(),
                context.tasks().nextBirth(context.clock()));
    }

    /// How espctl is started to see the task through.
    List<String> arguments(String taskId, Program program, PackOptions options) {
        List<String> arguments = new ArrayList<>(List.of(
                "build",
                "--quiet",
                "--task-id=" + taskId,
                "--elf=" + program.elf(),
                "--project=" + program.root(),
                "--target=" + program.chip().target(),
                "--output-dir=" + program.output()));
        add(arguments, "--bootloader=", here(options.bootloader()));
        add(arguments, "--partition-table=", here(options.partitionTable()));
        add(arguments, "--flash-mode=", options.flashMode());
        add(arguments, "--flash-size=", options.flashSize());
        add(arguments, "--flash-freq=", options.flashFreq());
        add(arguments, "--idf-version=", options.idfVersion());
        add(arguments, "--remote=", options.remote());
        return arguments;
    }

    /// Writes the firmware files and the record.
    PackAnswer finish(TaskRecord task, Program program, BootFinder.Found found, PackOptions options) {
        Packed packed = pack(program, found, options);
        List<Artifact> artifacts = written(packed.app(), program);
        TaskResult result = new TaskResult(
                TaskResult.Status.SUCCEEDED,
                0,
                null,
                null,
                null,
                task.target(),
                packed.app().bundle().manifest().idfVersion(),
                List.of(),
                artifacts);
        TaskRecord done = task.change()
                .result(result)
                .over(TaskState.SUCCEEDED, context.clock().millis())
                .record();
        context.tasks().save(done);
        return answer(done.taskId(), "succeeded", program, found, packed, List.of(), "");
    }

    PackAnswer answer(TaskRecord task, Program program) {
        return new PackAnswer(
                task.taskId(),
                task.state().wire(),
                program.root().toString(),
                program.name(),
                task.target(),
                program.size(),
                program.output().toString(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                "a build machine makes the bootloader");
    }

    PackAnswer planned(
            Program program,
            BootFinder.@Nullable Found found,
            PackOptions options,
            List<String> missing,
            boolean remote) {
        Packed packed = found == null ? null : pack(program, found, options);
        String next = found != null
                ? "nothing was written; the same without --local writes the files"
                : remote
                        ? "nothing was written; without --local a build machine makes what is missing"
                        : "give what is missing, such as bootloader.bin and partition-table.bin of any ESP-IDF build for"
                                + " the " + program.chip().target()
                                + "; or log in, and a build machine makes them: espctl login --token KEY --server URL";
        return answer(null, "planning", program, found, packed, missing, next);
    }

    /// Whether the failure is caused by the program or the request, not by a machine or the network.
    static boolean isOurs(Failure failure) {
        return failure.exit() == ExitCode.USAGE || failure.code().equals("app_too_large");
    }

    private record Packed(AppBundle app, WrittenImage image) {}

    private static Packed pack(Program program, BootFinder.Found found, PackOptions options) {
        try {
            FlashSettings settings = found.files()
                    .settings()
                    .changed(program.chip(), options.flashMode(), options.flashSize(), options.flashFreq());
            BootFiles boot = found.files().with(settings);
            WrittenImage image = program.image(settings);
            return new Packed(AppBundle.of(boot, program.name(), image.bytes()), image);
        } catch (FirmwareException wrong) {
            throw new Failure(
                    wrong.code().equals("app_too_large") ? ExitCode.FAILED : ExitCode.USAGE,
                    wrong.code(),
                    Objects.requireNonNull(wrong.getMessage()),
                    switch (wrong.code()) {
                        case "app_too_large" ->
                            "build it with --release, or give a partition_table, such as a partitions.csv, with a larger partition";
                        case "flash_setting_unknown" -> "leave it out to take the bootloader's";
                        case "flash_layout_wrong" ->
                            "name the size of your flash with flash_size, or give another partition_table";
                        default -> "bootloader and partition table were " + found.from() + "; give others";
                    },
                    wrong);
        }
    }

    private static List<Artifact> written(AppBundle app, Program program) {
        try {
            return new PackedFiles(program.root(), program.output()).write(app, program.name(), program.bytes());
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "file_unwritable",
                    "cannot write into " + program.output() + ": " + IoReason.of(broken),
                    "choose an output_dir that is yours and has room",
                    broken);
        }
    }

    private static PackAnswer answer(
            @Nullable String taskId,
            String status,
            Program program,
            BootFinder.@Nullable Found found,
            @Nullable Packed packed,
            List<String> missing,
            String next) {
        boolean written = taskId != null;
        return new PackAnswer(
                taskId,
                status,
                program.root().toString(),
                program.name(),
                program.chip().target(),
                program.size(),
                program.output().toString(),
                found == null ? null : found.from(),
                packed == null ? null : packed.app().partition().name(),
                packed == null ? null : packed.app().free(),
                packed == null ? List.of() : packed.app().bundle().manifest().parts(),
                written ? program.output().resolve(PackedFiles.MANIFEST).toString() : null,
                written ? program.output().resolve(PackedFiles.BUNDLE).toString() : null,
                program.notes(),
                missing,
                next);
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option + value);
        }
    }

    private @Nullable Path here(@Nullable Path path) {
        return path == null ? null : context.workingFolder().resolve(path);
    }
}
