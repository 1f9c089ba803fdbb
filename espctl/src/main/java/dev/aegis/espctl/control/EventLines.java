package dev.aegis.espctl.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Splits `text/event-stream` (WHATWG HTML, section 9.2) into events. An event or line that is too long breaks the
/// stream instead of filling the memory.
final class EventLines {
    private static final int MOST_BYTES = 512 * 1024;

    private final InputStream in;
    private final Runnable alive;

    /// @param alive told of each line, also of comments
    EventLines(InputStream in, Runnable alive) {
        this.in = in;
        this.alive = alive;
    }

    record Event(long id, String data) {}

    /// @return null at the end of the stream
    @Nullable
    Event next() throws IOException {
        StringBuilder data = new StringBuilder();
        long id = 0;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(id, data.toString());
                }
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            } else if (line.startsWith("id:")) {
                id = number(value(line));
            }
            if (data.length() > MOST_BYTES) {
                throw new IOException("an event is longer than " + MOST_BYTES + " bytes");
            }
        }
        return null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private static long number(String text) throws IOException {
        if (!text.matches("\\d{1,18}")) {
            throw new IOException("an event's id is not a number");
        }
        return Long.parseLong(text);
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                alive.run();
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
            if (line.size() > MOST_BYTES) {
                throw new IOException("a line is longer than " + MOST_BYTES + " bytes");
            }
        }
        return null;
    }
}
