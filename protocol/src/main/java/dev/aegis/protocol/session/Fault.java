package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The cause of a failure: the project or the infrastructure.
public enum Fault {
    /// The user's project or request; the user can fix it.
    @JsonProperty("project")
    PROJECT,
    /// The machine, its store or its disk; the user can try again or inform the operator.
    @JsonProperty("infrastructure")
    INFRASTRUCTURE
}
