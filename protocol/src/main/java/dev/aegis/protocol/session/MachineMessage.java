package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.control.IdfVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a build machine says to a client.
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
    /// @param protocolVersion the version that both sides use from here on
    /// @param agentId the machine
    /// @param agent name and version of the agent
    /// @param maxWindowBytes how much unread data the machine can hold on one channel, in bytes
    /// @param versions what its store can build
    /// @param closesAt when the session ends at the latest, in unix seconds
    record Welcome(
            int protocolVersion,
            String agentId,
            String agent,
            int maxWindowBytes,
            List<IdfVersion> versions,
            long closesAt)
            implements MachineMessage {
        public Welcome {
            Required.text("agent_id", agentId, 64);
            Required.text("agent", agent, 128);
            versions = Required.list(versions);
        }
    }

    /// The answer to `Sync`: which blobs to upload. Empty when nothing is missing; `SyncDone` follows
    /// the last blob.
    record SyncNeed(List<Missing> missing) implements MachineMessage {
        public SyncNeed {
            missing = Required.list(missing);
        }

        /// @param offset bytes of this blob that an earlier, broken upload left on the machine
        public record Missing(Digest sha256, long offset) {}
    }

    /// The workspace now holds exactly the project.
    ///
    /// @param files files of the project
    /// @param written files that were new or different
    /// @param removed files that were deleted
    /// @param receivedBytes bytes of data frames that this sync took
    record SyncDone(int files, int written, int removed, long receivedBytes) implements MachineMessage {}

    /// The answer to `Build` and `Attach`.
    ///
    /// @param lastSeq the last event that exists now
    record Accepted(String taskId, long lastSeq) implements MachineMessage {}

    /// Events of a task, in order and without a gap.
    record Events(String taskId, List<TaskEvent> events) implements MachineMessage {
        public Events {
            Required.text("task_id", taskId, 64);
            events = Required.list(events);
        }
    }

    /// One blob follows in data frames on this channel, and nothing else until it is complete.
    record Download(Blob blob) implements MachineMessage {
        public Download {
            Required.field("blob", blob);
        }
    }

    /// A request could not be carried out. The session goes on unless `fatal`.
    ///
    /// @param code what a program switches on, such as `no_such_task`
    /// @param message one sentence for a person
    /// @param hint what to do next
    /// @param fault whose it is
    /// @param fatal the machine closes the session
    record Failure(String code, String message, @Nullable String hint, Fault fault, boolean fatal)
            implements MachineMessage {
        public Failure {
            Required.text("code", code, 64);
            Required.text("message", message, 4096);
            Required.field("fault", fault);
        }
    }

    /// The machine ends the session on purpose: its time is over, or the machine drains. Running tasks
    /// go on.
    record Goodbye(@Nullable String reason) implements MachineMessage {}
}
