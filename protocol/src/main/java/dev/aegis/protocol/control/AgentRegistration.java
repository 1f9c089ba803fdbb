package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /agents/register`: a build machine enrols, or says anew what it can do. Authenticated with
/// `AGENT_AUTH_SECRET`; `proof` shows that the sender holds the private key.
///
/// @param publicKey raw Ed25519 public key, base64url without padding
/// @param proof an `AgentToken` signed by that key
/// @param name what the operator calls the machine
/// @param versions ESP-IDF versions in its store with the targets of each
/// @param channels channels that it has handlers for
/// @param cpuCores cores that it gives to builds
/// @param memoryMb memory that it gives to builds, in MiB
/// @param maxJobs sessions at one time
/// @param agentVersion the version of `aegis-agent`
/// @param runningJobs jobs whose sessions live on this machine, announced again after either side's
///   restart
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

    /// A job that this machine holds, with the lease it was given.
    public record RunningJob(String jobId, String userId, long leaseToken) {}
}
