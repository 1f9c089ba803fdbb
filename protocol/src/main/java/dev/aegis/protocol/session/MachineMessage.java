package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.control.IdfVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message from a build machine to a client: JSON with a `type`. `Download` is sent on the `firmware` channel,
/// `Failure` on the channel of its request, every other message on `espctl`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MachineMessage.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = MachineMessage.SyncNeed.class, name = "sync_need"),
    @JsonSubTypes.Type(value = MachineMessage.SyncDone.class, name = "sync_done"),
    @JsonSubTypes.Type(value = MachineMessage.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = MachineMessage.Events.class, name = "events"),
    @JsonSubTypes.Type(value = MachineMessage.Download.class, name = "download"),
    @JsonSubTypes.Type(value = MachineMessage.Failure.class, name = "failure"),
    @JsonSubTypes.Type(value = MachineMessage.Goodbye.class, name = "goodbye"),
})
public sealed interface MachineMessage {
    /// The answer to `Hello`.
    ///
    /// @param protocolVersion the version that both sides use from now on
    /// @param agentId id of the machine
    /// @param agent name and version of the agent
    /// @param maxWindowBytes unread bytes that the machine can hold on one channel
    /// @param versions ESP-IDF versions in its store
    /// @param closesAt latest end of the session, in unix seconds
    /// @param levelsAbove how many levels above the project a path in `Sync` may lead; absent on a machine
    ///   that takes only paths inside the project
    record Welcome(
            int protocolVersion,
            String agentId,
            String agent,
            int maxWindowBytes,
            List<IdfVersion> versions,
            long closesAt,
            @Nullable Integer levelsAbove)
            implements MachineMessage {
        public Welcome {
            Required.text("agent_id", agentId, 64);
            Required.text("agent", agent, 128);
            versions = Required.list(versions);
        }
    }

    /// The answer to `Sync`.
    ///
    /// @param missing the blobs to upload; may be empty. `SyncDone` follows after the last one
    record SyncNeed(List<Missing> missing) implements MachineMessage {
        public SyncNeed {
            missing = Required.list(missing);
        }

        /// A blob that the machine needs.
        ///
        /// @param offset bytes of this blob that an interrupted upload left on the machine
        public record Missing(Digest sha256, long offset) {}
    }

    /// The sync is done: the workspace has the files of the project.
    ///
    /// @param files files of the project
    /// @param written files that were new or changed
    /// @param removed files that were removed
    /// @param receivedBytes bytes of data frames received in this sync
    record SyncDone(int files, int written, int removed, long receivedBytes) implements MachineMessage {}

    /// The answer to `Build` and `Attach`.
    ///
    /// @param lastSeq sequence number of the last event so far
    record Accepted(String taskId, long lastSeq) implements MachineMessage {}

    /// Events of a task, in order and without gaps.
    record Events(String taskId, List<TaskEvent> events) implements MachineMessage {
        public Events {
            Required.text("task_id", taskId, 64);
            events = Required.list(events);
        }
    }

    /// Announces a blob. Its data frames follow on this channel, without another message between them.
    record Download(Blob blob) implements MachineMessage {
        public Download {
            Required.field("blob", blob);
        }
    }

    /// The failure of a request. The session continues unless `fatal`.
    ///
    /// @param code stable code for programs, such as `no_such_task`
    /// @param message one sentence for the user
    /// @param hint the next step for the user; absent when there is none
    /// @param fault its cause
    /// @param fatal whether the machine closes the session
    record Failure(String code, String message, @Nullable String hint, Fault fault, boolean fatal)
            implements MachineMessage {
        public Failure {
            Required.text("code", code, 64);
            Required.text("message", message, 4096);
            Required.field("fault", fault);
        }
    }

    /// Ends the session, because its time is over or the machine drains. Running tasks continue.
    record Goodbye(@Nullable String reason) implements MachineMessage {}
}
