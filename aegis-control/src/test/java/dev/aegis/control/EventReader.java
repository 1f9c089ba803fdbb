package dev.aegis.control;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads Server-Sent Events one by one.
final class EventReader implements AutoCloseable {
    private final BufferedReader lines;
    private boolean sawHeartbeat;
    private boolean sawRetry;

    EventReader(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    record Received(@Nullable String id, String name, SignalingEvent event) {}

    /// Returns the next event, or nothing when the stream ended.
    Optional<Received> next() {
        String id = null;
        String name = "";
        String data = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    sawHeartbeat = true;
                } else if (line.startsWith("retry:")) {
                    sawRetry = true;
                } else if (!data.isEmpty()) {
                    return Optional.of(new Received(id, name, WireJson.read(data, SignalingEvent.class)));
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            throw new IllegalStateException("the event stream broke", broken);
        }
    }

    /// Returns the next event that is not a queue status.
    Received nextMessage() {
        while (true) {
            Received received = next().orElseThrow(() -> new AssertionError("the event stream ended"));
            if (received.id() != null) {
                return received;
            }
        }
    }

    <T extends SignalingEvent> T nextMessage(Class<T> type) {
        return type.cast(nextMessage().event());
    }

    /// Reads until the second comment: the first one starts the stream, the next one is a heartbeat.
    boolean hasHeartbeat() throws IOException {
        for (int comments = 0; comments < 2; ) {
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            comments += line.startsWith(":") ? 1 : 0;
        }
        return true;
    }

    boolean sawHeartbeat() {
        return sawHeartbeat;
    }

    boolean sawRetry() {
        return sawRetry;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("closing the event stream", alreadyGone);
        }
    }
}
