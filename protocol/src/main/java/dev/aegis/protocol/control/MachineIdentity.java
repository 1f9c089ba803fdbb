package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;

/// The identity of the machine in an SDP answer: it signs its DTLS fingerprint and the job with its
/// enrolled key, so that a client does not have to trust the build server.
///
/// @param agentId `m-` and the first 32 hexadecimal digits of the public key's SHA-256, so that the
///   id proves the key
/// @param publicKey raw Ed25519 public key, base64url without padding
/// @param proof a `MachineProof` as JWS compact serialization
public record MachineIdentity(String agentId, String publicKey, String proof) {
    public MachineIdentity {
        Required.text("agent_id", agentId, 64);
        Required.text("public_key", publicKey, 64);
        Required.text("proof", proof, 2048);
    }
}
