package dev.aegis.protocol.grant;

import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.MachineIdentity;

/// The signed statement of a machine that a DTLS certificate is its own, for one job.
///
/// @param agentId the machine
/// @param jobId the job
/// @param dtlsFingerprint fingerprint of the certificate that the machine presents in this session
/// @param issuedAt time of issue, in unix seconds
public record MachineProof(String agentId, String jobId, Fingerprint dtlsFingerprint, long issuedAt) {
    static final String TYPE = "aegis-machine+jwt";

    public MachineProof {
        Required.text("agent_id", agentId, 64);
        Required.text("job_id", jobId, 64);
        Required.field("dtls_fingerprint", dtlsFingerprint);
    }

    /// Verifies the identity in an SDP answer.
    ///
    /// @param seen the fingerprint in the SDP answer, which the DTLS handshake enforces
    /// @throws WireException when the answer is not from the machine that it names
    public static MachineProof verify(MachineIdentity identity, String jobId, Fingerprint seen) {
        if (!identity.agentId().equals(AgentKey.idOf(identity.publicKey()))) {
            throw new WireException(
                    "machine id " + identity.agentId() + " does not belong to the key that came with it");
        }
        Jws jws = Jws.read(identity.proof());
        if (!jws.header().equals(Jws.header(TYPE, identity.agentId()))
                || !Ed25519.verify(Ed25519.publicKey(identity.publicKey()), jws.signed(), jws.signature())) {
            throw new WireException("the proof is not signed by machine " + identity.agentId());
        }
        MachineProof proof = WireJson.readStrict(jws.payload(), MachineProof.class);
        if (!proof.agentId().equals(identity.agentId()) || !proof.jobId().equals(jobId)) {
            throw new WireException("the proof is for job " + proof.jobId() + " on machine " + proof.agentId());
        }
        if (!proof.dtlsFingerprint().equals(seen)) {
            throw new WireException(
                    "the answer's certificate is not the one that machine " + identity.agentId() + " signed");
        }
        return proof;
    }
}
