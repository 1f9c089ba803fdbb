package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// The answer to a `GrantRequest`.
///
/// @param jobId names this permission and its session in every later call
/// @param grant JWS compact serialisation of the grant
/// @param expiresAt when the grant ends, in unix seconds
/// @param candidates ids of machines that could take the job, best first
/// @param iceServers STUN and TURN servers with credentials for this session
/// @param serverTime unix seconds at the build server
/// @param queue where the job stands now
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
