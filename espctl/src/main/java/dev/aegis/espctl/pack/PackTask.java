package dev.aegis.espctl.pack;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.AppBundle;
import dev.aegis.firmware.bundle.BootFiles;
import dev.aegis.firmware.image.FlashSettings;
import dev.aegis.firmware.image.WrittenImage;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The task record of a program that another compiler linked, from its start to the flashable files.
final class PackTask {
    private final Context context;

    PackTask(Context context) {
        this.context = context;
    }

    /// @param server that builds what is missing; null if nothing is
    TaskRecord pending(Program program, @Nullable Server server) {
        Subject subject = new Subject(
                program.root().toString(),
                program.name(),
                program.chip().target(),
                null,
                "the bootloader's",
                program.isRelease() ? Profile.RELEASE : Profile.DEBUG,
                server == null ? null : server.address().toString());
        return TaskRecord.pending(context.newTaskId(), subject, context.tasks().nextBirth(context.clock()));
    }

    /// The request for another process, which has another working folder.
    PackRequest forOtherProcess(Program program, PackRequest request) {
        return new PackRequest(
                new BuildRequest.Place(program.root(), request.place().server()),
                program.elf(),
                program.chip().target(),
                new PackRequest.Boot(
                        here(request.boot().bootloader()),
                        here(request.boot().partitionTable()),
                        request.boot().idfVersion()),
                request.flash(),
                program.output());
    }

    /// Writes the files.
    ///
    /// @param record writes the end of the task
    PackAnswer finish(
            Program program, BootFinder.Found found, PackRequest request, Function<TaskResult, TaskRecord> record) {
        Packed packed = pack(program, found, request);
        List<Artifact> artifacts = written(packed.app(), program);
        TaskRecord done = record.apply(new TaskResult(
                TaskResult.Status.SUCCEEDED,
                0,
                null,
                null,
                null,
                program.chip().target(),
                packed.app().bundle().manifest().idfVersion(),
                List.of(),
                artifacts));
        return answer(done.taskId(), "succeeded", program, found, packed, List.of(), "");
    }

    PackAnswer answer(TaskRecord task, Program program) {
        return new PackAnswer(
                task.taskId(),
                task.state().wire(),
                PackAnswer.Subject.of(program),
                PackAnswer.Flash.NONE,
                List.of(),
                List.of(),
                "a build machine makes the bootloader");
    }

    PackAnswer planned(
            Program program,
            BootFinder.@Nullable Found found,
            PackRequest request,
            List<String> missing,
            boolean remote) {
        Packed packed = found == null ? null : pack(program, found, request);
        String next = found != null
                ? "nothing was written; run it without --local to write the files"
                : remote
                        ? "nothing was written; run it without --local to build the missing parts"
                        : "pass the missing files, such as bootloader.bin and partition-table.bin of an ESP-IDF build for"
                                + " the " + program.chip().target()
                                + "; or log in, so that a build machine builds them: espctl login --token KEY --server URL";
        return answer(null, "planning", program, found, packed, missing, next);
    }

    /// Whether the failure is caused by the program or the request, not by a machine or the network.
    static boolean isOurs(Failure failure) {
        return failure.exit() == ExitCode.USAGE || failure.code().equals("app_too_large");
    }

    private record Packed(AppBundle app, WrittenImage image) {}

    private static Packed pack(Program program, BootFinder.Found found, PackRequest request) {
        try {
            FlashSettings settings = found.files()
                    .settings()
                    .changed(
                            program.chip(),
                            request.flash().mode(),
                            request.flash().size(),
                            request.flash().freq());
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
                            "build it with --release, or pass a partition_table (a partitions.csv) with a larger partition";
                        case "flash_setting_unknown" -> "leave it out to take the bootloader's";
                        case "flash_layout_wrong" ->
                            "pass the size of your flash as flash_size, or another partition_table";
                        default -> "bootloader and partition table were " + found.from() + "; pass others";
                    },
                    wrong);
        }
    }

    private static List<Artifact> written(AppBundle app, Program program) {
        try {
            return new PackedFilesWriter(program.root(), program.output()).write(app, program.name(), program.bytes());
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "file_unwritable",
                    "cannot write into " + program.output() + ": " + IoReason.of(broken),
                    "name a writable output_dir on a disk with free space",
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
        return new PackAnswer(
                taskId,
                status,
                PackAnswer.Subject.of(program),
                packed == null || found == null
                        ? PackAnswer.Flash.NONE
                        : flash(program, found, packed.app(), taskId != null),
                program.notes(),
                missing,
                next);
    }

    private static PackAnswer.Flash flash(Program program, BootFinder.Found found, AppBundle app, boolean written) {
        return new PackAnswer.Flash(
                found.from(),
                app.partition().name(),
                app.free(),
                app.bundle().manifest().parts(),
                written ? program.output().resolve(PackedFilesWriter.MANIFEST).toString() : null,
                written ? program.output().resolve(PackedFilesWriter.BUNDLE).toString() : null);
    }

    private @Nullable Path here(@Nullable Path path) {
        return path == null ? null : context.workingFolder().resolve(path);
    }
}
