package dev.aegis.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The three data channels of a session. The label of the WebRTC data channel is the wire name.
public enum ChannelName {
    /// Project sync, build requests, log and progress events.
    ESPCTL("espctl"),
    /// Interactive sessions.
    PTY("pty"),
    /// Artifacts.
    FIRMWARE("firmware");

    private final String wire;

    ChannelName(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    public static Optional<ChannelName> find(String label) {
        return Arrays.stream(values()).filter(name -> name.wire.equals(label)).findFirst();
    }

    @JsonCreator
    static ChannelName of(String label) {
        return find(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown channel '" + label + "'; the channels are espctl, pty and firmware"));
    }
}
