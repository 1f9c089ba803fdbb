package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.ProposedTable;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.log.BuildLogReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Finds the errors in a log and puts the decisive one first.
public final class ReadErrors {
    private static final String MACHINE = "agent";
    private static final int PEEKED_BYTES = 1024 * 1024;

    private final Context context;

    public ReadErrors(Context context) {
        this.context = context;
    }

    /// @param name a task id or a short name; the task may still be running
    public BuildReport ofTask(String name) {
        TaskStore tasks = context.tasks();
        TaskRecord task = tasks.find(name);
        ProposedTable tables = new ProposedTable(Path.of(task.project()), task.buildFolder());
        if (task.outcome().errors() != null) {
            return tables.complete(task.outcome().errors());
        }
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        tasks.folder(task.taskId()).log().each(line -> {
            if (!line.stream().equals(MACHINE)) {
                errors.line(line.text());
            }
        });
        return tables.complete(errors.report());
    }

    /// @param log a log of any size, of a local or a remote build
    public BuildReport ofLog(InputStream log) throws IOException {
        BufferedInputStream in = new BufferedInputStream(log, PEEKED_BYTES);
        in.mark(PEEKED_BYTES);
        String begin = new String(in.readNBytes(PEEKED_BYTES), StandardCharsets.UTF_8);
        in.reset();
        return here().complete(BuildLogReader.read(in, roots(begin)));
    }

    /// @param log the log of a local or a remote build
    public BuildReport ofText(String log) {
        BuildLogReader errors = new BuildLogReader(roots(log));
        log.lines().forEach(errors::line);
        return here().complete(errors.report());
    }

    private ProposedTable here() {
        return new ProposedTable(context.workingFolder(), "build");
    }

    /// A log names its project's folder itself, with few exceptions: then this folder is taken if the log has it.
    private String[] roots(String log) {
        String here = context.workingFolder().toString();
        return log.contains(here + "/") ? new String[] {here} : new String[0];
    }
}
