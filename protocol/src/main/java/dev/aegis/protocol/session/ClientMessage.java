package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says to a build machine. All but `Fetch` travel on the `espctl` channel; `Fetch`
/// travels on `firmware`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientMessage.Sync.class, name = "sync"),
    @JsonSubTypes.Type(value = ClientMessage.Upload.class, name = "upload"),
    @JsonSubTypes.Type(value = ClientMessage.Build.class, name = "build"),
    @JsonSubTypes.Type(value = ClientMessage.Attach.class, name = "attach"),
    @JsonSubTypes.Type(value = ClientMessage.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = ClientMessage.Fetch.class, name = "fetch"),
    @JsonSubTypes.Type(value = ClientMessage.Goodbye.class, name = "goodbye"),
})
public sealed interface ClientMessage {
    /// The first message of a session. Answered by `Welcome`, or by `Failure` when no version is
    /// shared.
    ///
    /// @param protocolVersions every version that the client speaks, best first
    /// @param client name and version of the client, for the machine's log
    /// @param maxWindowBytes how much unread data the client can hold on one channel, in bytes
    record Hello(List<Integer> protocolVersions, String client, int maxWindowBytes) implements ClientMessage {
        public Hello {
            protocolVersions = Required.list(protocolVersions);
            Required.text("client", client, 128);
        }
    }

    /// The project as it is now, whole. Files that the workspace has and this list has not are removed
    /// there, all but what builds leave. Answered by `SyncNeed`.
    ///
    /// @param projectKey opaque name of the project; one workspace for each user and key
    /// @param files every file
    record Sync(String projectKey, List<ProjectFile> files) implements ClientMessage {
        public Sync {
            Required.text("project_key", projectKey, 128);
            files = Required.list(files);
        }
    }

    /// One blob follows in data frames on this channel, and nothing else until it is complete.
    record Upload(Blob blob) implements ClientMessage {
        public Upload {
            Required.field("blob", blob);
        }
    }

    /// Build what was synced last. Answered by `Accepted`, then by `Events`. Repeating a `task_id`
    /// attaches to that task.
    ///
    /// @param taskId made by the client, so that a request that was sent twice builds once
    /// @param projectKey the project's workspace
    /// @param target the chip
    /// @param profile `debug` builds the project as it is configured, `release` optimises for size on
    ///   top of it
    /// @param idfVersion absent for the machine's default
    /// @param params definitions handed to `idf.py -D`, each `NAME=VALUE`
    /// @param options for the machine
    record Build(
            String taskId,
            String projectKey,
            String target,
            Profile profile,
            @Nullable String idfVersion,
            List<String> params,
            @JsonUnwrapped MachineOptions options)
            implements ClientMessage {
        public Build {
            Required.text("task_id", taskId, 64);
            Required.text("project_key", projectKey, 128);
            Required.text("target", target, 32);
            Required.field("profile", profile);
            Required.optionalText("idf_version", idfVersion, 64);
            params = Required.list(params);
        }

        public Build withIdfVersion(@Nullable String version) {
            return new Build(taskId, projectKey, target, profile, version, params, options);
        }
    }

    /// Follow a task again, in a new session. Answered by `Accepted`, then by every event after
    /// `since_seq`.
    ///
    /// @param sinceSeq the last sequence number that the client saw; 0 for all
    record Attach(String taskId, long sinceSeq) implements ClientMessage {
        public Attach {
            Required.text("task_id", taskId, 64);
        }
    }

    /// End a task. Its `finished` event follows, with status `canceled` unless it was over already.
    record Cancel(String taskId) implements ClientMessage {
        public Cancel {
            Required.text("task_id", taskId, 64);
        }
    }

    /// Send an artifact of a task. Answered on the same channel by `Download` and data frames, or by
    /// `Failure`.
    ///
    /// @param sha256 the artifact
    /// @param offset bytes that the client has already
    record Fetch(String taskId, Digest sha256, long offset) implements ClientMessage {
        public Fetch {
            Required.text("task_id", taskId, 64);
            Required.field("sha256", sha256);
            Required.between("offset", offset, 0, Long.MAX_VALUE);
        }
    }

    /// The client ends the session on purpose. Running tasks go on.
    record Goodbye(@Nullable String reason) implements ClientMessage {}
}
