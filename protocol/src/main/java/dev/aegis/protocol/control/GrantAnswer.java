package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// The answer to a `GrantRequest`, with status 200.
///
/// @param jobId the job: names the permission and its session in every later call
/// @param grant the client's copy of the grant, as JWS compact serialization (RFC 7515 section 7.1)
/// @param expiresAt end of the grant, in unix seconds
/// @param candidates ids of machines that can take the job, best first
/// @param iceServers STUN and TURN servers with credentials for this session
/// @param serverTime unix seconds at the build server
/// @param queue position of the job in the queue
public record GrantAnswer(
        String jobId,
        String grant,
        long expiresAt,
        List<String> candidates,
        List<IceServer> iceServers,
        long serverTime,
        QueueStatus queue)
        implements Timestamped {
    public GrantAnswer {
        Required.text("job_id", jobId, 64);
        Required.field("grant", grant);
        candidates = Required.list(candidates);
        iceServers = Required.list(iceServers);
        Required.field("queue", queue);
    }
}
