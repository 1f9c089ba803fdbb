package dev.aegis.protocol.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// An event of `GET /signaling/{job_id}/events` (Server-Sent Events). The SSE `event` field equals `type`; `id` counts
/// from 1 for each side, and is absent for `queue`, which is not stored.
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

    /// The client posted an offer.
    record Offered(SessionDescription offer) implements SignalingEvent {}

    /// The machine posted an answer.
    record Answered(SessionDescription answer) implements SignalingEvent {}

    /// The other side posted a candidate.
    record Trickled(Candidate candidate) implements SignalingEvent {}

    /// The job has ended at the build server. It is the last event.
    ///
    /// @param outcome `completed`, `refused`, `expired`, `lost` or `canceled`
    /// @param code stable code for programs; for `refused` a `RefusalCode`, such as `grant_expired`
    /// @param reason one sentence for the user
    record Ended(
            String outcome, @Nullable String code, @Nullable String reason) implements SignalingEvent {}
}
