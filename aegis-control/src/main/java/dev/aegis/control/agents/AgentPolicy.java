package dev.aegis.control.agents;

import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import java.util.List;

/// The answer to every registration of a machine.
///
/// @param issuerId name of the signer of grants, and audience of the machine's tokens
/// @param grantKeys to pin
/// @param leaseSecs how long a lease is valid without renewal
public record AgentPolicy(String issuerId, List<GrantKey> grantKeys, int leaseSecs) {
    public AgentPolicy {
        grantKeys = List.copyOf(grantKeys);
    }
}
