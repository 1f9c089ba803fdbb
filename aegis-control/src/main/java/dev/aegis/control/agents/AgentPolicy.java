package dev.aegis.control.agents;

import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import java.util.List;

/// What a machine is told when it registers.
///
/// @param issuerId who signs grants, and the audience of the machine's tokens
/// @param grantKeys to pin
/// @param leaseSecs how long a lease lives without renewal
public record AgentPolicy(String issuerId, List<GrantKey> grantKeys, int leaseSecs) {
    public AgentPolicy {
        grantKeys = List.copyOf(grantKeys);
    }
}
