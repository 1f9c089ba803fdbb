package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose fault a failure is.
public enum Fault {
    /// The user's project or request: mend it.
    @JsonProperty("project")
    PROJECT,
    /// Ours: the machine, its store or its disk. Trying again, or telling the operator, helps.
    @JsonProperty("infrastructure")
    INFRASTRUCTURE
}
