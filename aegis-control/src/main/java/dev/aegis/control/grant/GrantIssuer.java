package dev.aegis.control.grant;

import dev.aegis.control.relay.Relay;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Machine;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.IceServer;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Signs grants: the client's copy, which opens no session, and the machine's, which is made at the assignment.
public final class GrantIssuer {
    private static final int ID_BYTES = 16;

    private final GrantPolicy policy;
    private final GrantSigner signer;
    private final Relay relay;
    private final InstantSource clock;
    private final SecureRandom random;

    public GrantIssuer(GrantPolicy policy, SigningKeys keys, Relay relay, InstantSource clock, SecureRandom random) {
        this.policy = policy;
        this.signer = keys.signer();
        this.relay = relay;
        this.clock = clock;
        this.random = random;
    }

    /// @param compact the signed form
    /// @param grant its content
    public record Issued(String compact, Grant grant) {}

    Issued forClient(Job job) {
        return issue(job, null, relay.forClient(job.jobId(), clock.instant()));
    }

    /// @param machine the only one that may accept it
    public Issued forMachine(Job job, Machine machine) {
        return issue(job, machine, relay.forMachine(job.jobId(), clock.instant()));
    }

    /// Returns relays without a session; see `Relay.forPreview`.
    List<IceServer> relaysToTry() {
        return relay.forPreview(newId("p-"), clock.instant());
    }

    String newId(String prefix) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private Issued issue(Job job, @Nullable Machine machine, List<IceServer> iceServers) {
        Instant now = clock.instant();
        Fingerprint peer = Objects.requireNonNull(job.peerFingerprint(), "an adopted job needs no grant");
        Grant grant = new Grant(
                newId("g-"),
                job.userId(),
                job.jobId(),
                machine == null ? null : machine.agentId(),
                policy.issuerId(),
                now.getEpochSecond(),
                policy.ttlSecs(),
                executionParams(job, machine),
                new Grant.WebRtc(
                        job.requirements().channels(),
                        policy.maxBandwidthKbps(),
                        policy.maxMessageRate(),
                        iceServers,
                        peer));
        return new Issued(signer.sign(grant), grant);
    }

    // A request without cores or memory gets the default, or less on a smaller machine.
    private static Grant.ExecutionParams executionParams(Job job, @Nullable Machine machine) {
        JobRequirements requirements = job.requirements();
        int cores = requirements.cpuCores() > 0 ? requirements.cpuCores() : GrantPolicy.FALLBACK_CPU_CORES;
        int memory = requirements.memoryMb() > 0 ? requirements.memoryMb() : GrantPolicy.FALLBACK_MEMORY_MB;
        return new Grant.ExecutionParams(
                requirements.target(),
                requirements.idfVersion(),
                machine == null ? cores : Math.min(cores, machine.cpuCores()),
                machine == null ? memory : Math.min(memory, machine.memoryMb()),
                job.timeoutSecs());
    }
}
