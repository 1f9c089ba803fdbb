package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a project is built.
public enum Profile {
    /// As the project is configured.
    @JsonProperty("debug")
    DEBUG,
    /// Optimised for size on top of the project's configuration.
    @JsonProperty("release")
    RELEASE
}
