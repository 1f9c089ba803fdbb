package dev.aegis.agent.session;

import dev.aegis.agent.report.FollowedTasks;
import dev.aegis.agent.report.MessageSender;
import dev.aegis.agent.task.Acceptance;
import dev.aegis.agent.task.BuildResources;
import dev.aegis.agent.task.BuildTask;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineMessage.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Handles the requests of a client after its `hello`: within its grant, and for its own tasks only.
final class RequestHandler {
    private static final long MEBIBYTE = 1024 * 1024;

    private final Grant grant;
    private final MachineServices services;
    private final MessageSender sender;
    private final ProjectSync sync;
    private final FollowedTasks followed;

    RequestHandler(
            Grant grant, MachineServices services, MessageSender sender, ProjectSync sync, FollowedTasks followed) {
        this.grant = grant;
        this.services = services;
        this.sender = sender;
        this.sync = sync;
        this.followed = followed;
    }

    /// The effect of one message on the session.
    sealed interface Handled {
        /// The message was answered, or needs no answer.
        record Done() implements Handled {}

        /// @param failure sent to the client; a fatal one ends the session
        record Failed(Failure failure) implements Handled {}

        /// @param reason the client's own reason for leaving
        record ClientLeft(@Nullable String reason) implements Handled {}
    }

    Handled handle(ClientMessage message) throws LinkException, InterruptedException {
        try {
            return switch (message) {
                case ClientMessage.Sync wanted -> result(sync(wanted));
                case ClientMessage.Upload upload -> result(sync.upload(upload.blob()));
                case ClientMessage.Build build -> result(build(build));
                case ClientMessage.Attach attach -> result(attach(attach));
                case ClientMessage.Cancel cancel -> result(cancel(cancel));
                case ClientMessage.Goodbye goodbye -> new Handled.ClientLeft(goodbye.reason());
                case ClientMessage.Hello _ ->
                    result(ClientFailures.theirs("out_of_order", "hello was sent already", null));
                case ClientMessage.Fetch _ ->
                    result(ClientFailures.theirs("wrong_channel", "fetch belongs on the firmware channel", null));
            };
        } catch (WorkspaceException broken) {
            return result(ClientFailures.of(broken));
        }
    }

    private static Handled result(@Nullable Failure failure) {
        return failure == null ? new Handled.Done() : new Handled.Failed(failure);
    }

    private @Nullable Failure sync(ClientMessage.Sync wanted) {
        sync.begin(workspace(wanted.projectKey()), wanted);
        return null;
    }

    private @Nullable Failure build(ClientMessage.Build build) throws LinkException, InterruptedException {
        Failure refused = checkGrant(build);
        if (refused != null) {
            return refused;
        }
        Workspace workspace = workspace(build.projectKey());
        return switch (services.tasks().accept(grant.userId(), withVersion(build), workspace, resources())) {
            case Acceptance.Refused no -> new Failure(no.code(), no.message(), no.hint(), no.fault(), false);
            case Acceptance.Accepted yes -> follow(yes.task(), 0);
        };
    }

    private @Nullable Failure checkGrant(ClientMessage.Build build) {
        String target = grant.executionParams().target();
        String version = grant.executionParams().idfVersion();
        if (!build.target().equals(target)) {
            return ClientFailures.theirs(
                    "target_not_permitted",
                    "the permission is for " + (target == null ? "a session without builds" : target) + ", not for "
                            + build.target(),
                    "ask for a permission that names " + build.target());
        }
        if (version != null && build.idfVersion() != null && !version.equals(build.idfVersion())) {
            return ClientFailures.theirs(
                    "version_not_permitted",
                    "the permission is for ESP-IDF " + version + ", not for " + build.idfVersion(),
                    "ask for a permission that names " + build.idfVersion());
        }
        Integer jobs = build.options().jobs();
        int cores = resources().cores();
        if (jobs != null && jobs > cores) {
            return ClientFailures.theirs(
                    "jobs_not_permitted",
                    "the grant is for " + cores + (cores == 1 ? " core" : " cores") + ", not for " + jobs
                            + " parallel jobs",
                    "ask for at most " + cores + (cores == 1 ? " job" : " jobs"));
        }
        return null;
    }

    private ClientMessage.Build withVersion(ClientMessage.Build build) {
        return build.idfVersion() != null
                ? build
                : build.withIdfVersion(grant.executionParams().idfVersion());
    }

    private BuildResources resources() {
        Grant.ExecutionParams params = grant.executionParams();
        return new BuildResources(
                Math.max(1, params.cpuCores()),
                Math.max(64, params.memoryMb()) * MEBIBYTE,
                services.longestBuildSecs());
    }

    private @Nullable Failure attach(ClientMessage.Attach attach) throws LinkException, InterruptedException {
        Optional<BuildTask> task = find(attach.taskId());
        return task.isEmpty() ? noSuchTask(attach.taskId()) : follow(task.get(), Math.max(0, attach.sinceSeq()));
    }

    private @Nullable Failure cancel(ClientMessage.Cancel cancel) {
        Optional<BuildTask> task = find(cancel.taskId());
        task.ifPresent(BuildTask::cancel);
        return task.isEmpty() ? noSuchTask(cancel.taskId()) : null;
    }

    private @Nullable Failure follow(BuildTask task, long sinceSeq) throws LinkException, InterruptedException {
        sender.send(new MachineMessage.Accepted(task.taskId(), task.lastSeq()));
        return followed.follow(task, sinceSeq)
                ? null
                : ClientFailures.theirs(
                        "too_many_tasks", "this session follows too many tasks", "open another session");
    }

    /// The answer for another user's task is the same as for a task that does not exist.
    private Optional<BuildTask> find(String taskId) {
        return services.tasks().find(grant.userId(), taskId);
    }

    private static Failure noSuchTask(String taskId) {
        return ClientFailures.theirs("no_such_task", "you have no task " + taskId + " on this machine", "build again");
    }

    private Workspace workspace(String projectKey) {
        return services.workspaces().workspace(grant.userId(), projectKey);
    }
}
