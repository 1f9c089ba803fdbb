package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The phase of a task. The wire name is the lower-case name.
public enum Phase {
    QUEUED,
    SYNCING,
    CONFIGURING,
    COMPILING,
    LINKING,
    PACKAGING,
    TRANSFERRING;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
