package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The build profile.
public enum Profile {
    /// The configuration of the project.
    @JsonProperty("debug")
    DEBUG,
    /// The configuration of the project, optimized for size.
    @JsonProperty("release")
    RELEASE
}
