package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /agents/register`: enrols a build machine, or updates its capabilities. Authenticated with
/// `AGENT_AUTH_SECRET` as bearer token; `proof` shows that the sender has the private key. Answered by
/// `AgentRegistered`.
///
/// @param publicKey raw Ed25519 public key, base64url without padding
/// @param proof an `AgentToken` signed by that key
/// @param name the name that the operator gave the machine
/// @param versions ESP-IDF versions in its store, each with its targets
/// @param channels channels for which it has handlers
/// @param cpuCores cores available to builds
/// @param memoryMb memory available to builds, in MiB
/// @param maxJobs maximum number of concurrent sessions
/// @param agentVersion the version of `aegis-agent`
/// @param runningJobs jobs with a session on this machine, so that a restarted build server takes them over
public record AgentRegistration(
        String publicKey,
        String proof,
        String name,
        List<IdfVersion> versions,
        List<ChannelName> channels,
        int cpuCores,
        int memoryMb,
        int maxJobs,
        @Nullable String agentVersion,
        List<RunningJob> runningJobs) {
    public AgentRegistration {
        Required.text("public_key", publicKey, 64);
        Required.text("proof", proof, 2048);
        Required.text("name", name, 128);
        versions = Required.list(versions);
        channels = Required.list(channels);
        Required.between("cpu_cores", cpuCores, 1, 4096);
        Required.between("memory_mb", memoryMb, 1, 1 << 24);
        Required.between("max_jobs", maxJobs, 1, 1024);
        runningJobs = Required.list(runningJobs);
    }

    /// A job that this machine holds, with its lease.
    public record RunningJob(String jobId, String userId, long leaseToken) {}
}
