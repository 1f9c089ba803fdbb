package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.doctor.Diagnosis;
import dev.aegis.espctl.doctor.Doctor;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.bundle.FileArchive;
import dev.aegis.protocol.IoReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects a support bundle: doctor's checks, versions, settings, the record, log and errors of a build, and a crash.
/// Contains no secrets, see [Redaction].
public final class CollectDiagnosis {
    private static final String NAME = "espctl-diag.tar.gz";

    private final Context context;
    private final Doctor doctor;
    private final TaskStore tasks;
    private final KnownSecrets secrets;

    public CollectDiagnosis(Context context, Doctor doctor) {
        this.context = context;
        this.doctor = doctor;
        this.tasks = context.tasks();
        this.secrets = new KnownSecrets(context);
    }

    /// The file that MCP tools write; the next bundle replaces it.
    public Path usualPlace() {
        return context.directories().state().resolve(NAME);
    }

    /// @param name a task id; null for the newest task, if there is one
    /// @param panic what a chip printed; null without a crash
    /// @param output null for `espctl-diag.tar.gz` in the working folder
    public DiagAnswer run(@Nullable String name, @Nullable String panic, @Nullable Path output) {
        TaskRecord task = name == null ? new ChooseTask(context).newest(null).orElse(null) : tasks.find(name);
        Path folder = task == null ? context.workingFolder() : Path.of(task.project());
        Diagnosis diagnosis = doctor.run(folder, task == null ? null : task.target(), null);
        Crashed crashed = panic == null ? new Crashed(null, null) : decode(panic, name);

        Redaction redaction = secrets.redaction(folder);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("versions.json", redaction.json(versions()));
        files.put("settings.json", redaction.json(new KnownSettings(context).of(folder)));
        files.put("doctor.json", redaction.json(diagnosis));
        if (task != null) {
            files.put("task.json", redaction.json(task));
            files.put("errors.json", redaction.json(new ReadErrors(context).ofTask(task.taskId())));
            files.put(
                    "log.txt",
                    bytes(redaction.text(
                            LogExcerpt.of(tasks.folder(task.taskId()).log()))));
        }
        if (panic != null) {
            files.put("panic.txt", bytes(redaction.text(panic)));
            files.put("crash.txt", bytes(redaction.text(crashed.words())));
        }
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("contents.txt", contents(files));
        all.putAll(files);
        Path place = context.workingFolder()
                .resolve(output == null ? Path.of(NAME) : output)
                .normalize();
        byte[] archive = archive(all);
        write(place, archive);
        return new DiagAnswer(
                task == null ? null : task.taskId(),
                place.toString(),
                archive.length,
                all.entrySet().stream()
                        .map(file -> new DiagAnswer.Entry(file.getKey(), file.getValue().length))
                        .toList(),
                diagnosis.status(),
                diagnosis.errors(),
                crashed.answer(),
                crashed.problem());
    }

    private record Crashed(
            @Nullable CrashAnswer answer, @Nullable String problem) {
        String words() {
            return answer == null ? problem + "\n" : answer.crash().text();
        }
    }

    /// The bundle is written even if the crash cannot be decoded.
    private Crashed decode(String panic, @Nullable String name) {
        try {
            return new Crashed(new DecodeCrash(context).run(panic, name), null);
        } catch (Failure failure) {
            return new Crashed(null, failure.sentence());
        }
    }

    private Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("espctl", context.version());
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("processor", System.getProperty("os.arch"));
        return versions;
    }

    private static byte[] contents(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder("""
                What espctl diag has put together. Keys, passwords, relay credentials, values of environment
                variables and of CMake definitions, the user's name and home are left out.
                Look through it before you pass it on: a log may tell more of a project.

                """);
        files.forEach((name, content) -> text.append("%-14s %d bytes%n".formatted(name, content.length)));
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] archive(Map<String, byte[]> files) {
        try {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            FileArchive.write(files, archive);
            return archive.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    private static void write(Path place, byte[] archive) {
        try {
            PrivateFiles.write(place, archive);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "file_unwritable",
                    "cannot write " + place + ": " + IoReason.of(broken),
                    "name a file in a writable folder with -o FILE",
                    broken);
        }
    }
}
