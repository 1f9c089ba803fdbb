package dev.aegis.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The data channels of a session. The wire name is the label of the WebRTC data channel.
public enum ChannelName {
    /// Project sync, build requests, and the events of tasks.
    ESPCTL("espctl"),
    /// Terminal sessions.
    PTY("pty"),
    /// Download of artifacts.
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
