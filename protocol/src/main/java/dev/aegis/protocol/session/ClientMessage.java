package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message from a client to a build machine: JSON with a `type`. `Fetch` is sent on the `firmware` channel,
/// every other message on `espctl`.
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
    /// @param protocolVersions every version that the client supports, best first
    /// @param client name and version of the client, for the machine's log
    /// @param maxWindowBytes unread bytes that the client can hold on one channel, from
    ///   `Limits.SMALLEST_WINDOW_BYTES`
    record Hello(List<Integer> protocolVersions, String client, int maxWindowBytes) implements ClientMessage {
        public Hello {
            protocolVersions = Required.list(protocolVersions);
            Required.text("client", client, 128);
        }
    }

    /// The list of all files of the project. Files of the workspace that are not in the list are removed,
    /// except the output of builds. Answered by `SyncNeed`.
    ///
    /// @param projectKey opaque name of the project; one workspace for each user and key
    /// @param files every file
    record Sync(String projectKey, List<ProjectFile> files) implements ClientMessage {
        public Sync {
            Required.text("project_key", projectKey, 128);
            files = Required.list(files);
        }
    }

    /// Announces a blob. Its data frames follow on this channel, without another message between them.
    record Upload(Blob blob) implements ClientMessage {
        public Upload {
            Required.field("blob", blob);
        }
    }

    /// Builds the project as it was last synced. Answered by `Accepted`, then by `Events`. A message with a
    /// known `task_id` attaches to that task.
    ///
    /// @param taskId chosen by the client, so that a request that is sent twice builds once
    /// @param projectKey key of the workspace
    /// @param target the chip
    /// @param profile `debug` builds the project as it is configured, `release` optimizes for size on
    ///   top of that
    /// @param idfVersion absent for the machine's default
    /// @param params definitions for `idf.py -D`, each `NAME=VALUE`, at most 32
    /// @param options options for the machine, fields of this message in JSON
    /// @param place where the project lies in the sandbox; absent for the usual place
    record Build(
            String taskId,
            String projectKey,
            String target,
            Profile profile,
            @Nullable String idfVersion,
            List<String> params,
            @JsonUnwrapped MachineOptions options,
            @Nullable ProjectPlace place)
            implements ClientMessage {
        public Build {
            Required.text("task_id", taskId, 64);
            Required.text("project_key", projectKey, 128);
            Required.text("target", target, 32);
            Required.field("profile", profile);
            Required.optionalText("idf_version", idfVersion, 64);
            params = Required.list(params);
        }

        /// A build at the usual place.
        public Build(
                String taskId,
                String projectKey,
                String target,
                Profile profile,
                @Nullable String idfVersion,
                List<String> params,
                MachineOptions options) {
            this(taskId, projectKey, target, profile, idfVersion, params, options, null);
        }

        public Build withIdfVersion(@Nullable String version) {
            return new Build(taskId, projectKey, target, profile, version, params, options, place);
        }

        public Build with(MachineOptions other) {
            return new Build(taskId, projectKey, target, profile, idfVersion, params, other);
        }
    }

    /// Follows a task again, in a new session. Answered by `Accepted`, then by every event after `since_seq`.
    ///
    /// @param sinceSeq the last sequence number that the client received; 0 for all
    record Attach(String taskId, long sinceSeq) implements ClientMessage {
        public Attach {
            Required.text("task_id", taskId, 64);
        }
    }

    /// Cancels a task. Its `finished` event follows, with status `canceled` unless it had finished.
    record Cancel(String taskId) implements ClientMessage {
        public Cancel {
            Required.text("task_id", taskId, 64);
        }
    }

    /// Requests an artifact of a task. Answered on the same channel by `Download` and data frames, or by
    /// `Failure`.
    ///
    /// @param sha256 SHA-256 of the artifact
    /// @param offset bytes that the client has already
    record Fetch(String taskId, Digest sha256, long offset) implements ClientMessage {
        public Fetch {
            Required.text("task_id", taskId, 64);
            Required.field("sha256", sha256);
            Required.between("offset", offset, 0, Long.MAX_VALUE);
        }
    }

    /// Ends the session. Running tasks continue.
    record Goodbye(@Nullable String reason) implements ClientMessage {}
}
