package dev.aegis.protocol.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// What `GET /signaling/{job_id}/events` delivers. The SSE `event` field repeats `type`; `id` counts from 1 for each
/// side, and is absent with `queue`, which is not kept.
/// A client receives `queue`, `assigned`, `answer`, `candidate` and `ended`; a machine receives `offer`, `candidate`
/// and `ended`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignalingEvent.Queue.class, name = "queue"),
    @JsonSubTypes.Type(value = SignalingEvent.Assigned.class, name = "assigned"),
    @JsonSubTypes.Type(value = SignalingEvent.Offered.class, name = "offer"),
    @JsonSubTypes.Type(value = SignalingEvent.Answered.class, name = "answer"),
    @JsonSubTypes.Type(value = SignalingEvent.Trickled.class, name = "candidate"),
    @JsonSubTypes.Type(value = SignalingEvent.Ended.class, name = "ended"),
})
public sealed interface SignalingEvent {
    /// The job's place in the queue changed.
    record Queue(QueueStatus queue) implements SignalingEvent {}

    /// A machine took the job.
    record Assigned(String agentId) implements SignalingEvent {}

    record Offered(SessionDescription offer) implements SignalingEvent {}

    record Answered(SessionDescription answer) implements SignalingEvent {}

    record Trickled(Candidate candidate) implements SignalingEvent {}

    /// The job is over for the build server; nothing follows.
    ///
    /// @param outcome `completed`, `refused`, `expired`, `lost` or `canceled`
    /// @param code what a program switches on: for `refused` the machine's refusal code, such as
    ///   `grant_expired`
    /// @param reason one sentence for a person
    record Ended(
            String outcome, @Nullable String code, @Nullable String reason) implements SignalingEvent {}
}
