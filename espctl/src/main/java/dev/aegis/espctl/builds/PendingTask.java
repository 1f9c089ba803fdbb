package dev.aegis.espctl.builds;

import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;

/// The record of a build that begins.
final class PendingTask {
    private PendingTask() {}

    static TaskRecord of(String taskId, ResolvedBuild build, Server server, long bornMs) {
        Subject subject = new Subject(
                build.project().root().toString(),
                build.project().name(),
                build.chip(),
                build.version().value(),
                build.version().decidedBy(),
                build.profile(),
                server.address().toString());
        return TaskRecord.pending(taskId, subject, bornMs);
    }
}
