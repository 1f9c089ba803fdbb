package dev.aegis.agent.server;

import dev.aegis.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads Server-Sent Events (WHATWG HTML section 9.2) from bytes: of the format, what our build server writes, with
/// bounds.
final class SseReader {
    private static final int LONGEST = 4 * Limits.SDP_BYTES;

    private final InputStream in;
    private final Runnable onLife;

    /// @param onLife called for each line, a heartbeat's comment too
    SseReader(InputStream in, Runnable onLife) {
        this.in = in;
        this.onLife = onLife;
    }

    /// The next event with data; null at the end of the stream.
    @Nullable
    Event next() throws IOException {
        String id = null;
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            onLife.run();
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(id, data.toString());
                }
            } else if (line.startsWith("id:")) {
                id = value(line, "id:");
            } else if (line.startsWith("data:")) {
                append(data, value(line, "data:"));
            }
        }
        return null;
    }

    private static void append(StringBuilder data, String line) throws IOException {
        if (data.length() + line.length() > LONGEST) {
            throw new IOException("an event is longer than " + LONGEST + " bytes");
        }
        data.append(data.isEmpty() ? "" : "\n").append(line);
    }

    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() > LONGEST) {
                throw new IOException("a line of the event stream is longer than " + LONGEST + " bytes");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// @param id what `Last-Event-ID` resumes after
    record Event(@Nullable String id, String data) {}
}
