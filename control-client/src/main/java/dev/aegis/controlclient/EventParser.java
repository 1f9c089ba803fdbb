package dev.aegis.controlclient;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parser of `text/event-stream` (WHATWG HTML, section 9.2) that is fed with bytes as they arrive. Lines and events
/// are limited in size. The `event` field is ignored: our events name their type in the data.
final class EventParser {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final int limitBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private @Nullable String id;
    private boolean hasData;
    private boolean afterReturn;
    private boolean firstLine = true;
    private volatile @Nullable Duration retry;

    EventParser(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// The wait before a reconnection that the server asked for; null when it did not.
    @Nullable
    Duration retry() {
        return retry;
    }

    /// Returns the events that these bytes complete.
    List<ServerSentEvent> read(ByteBuffer bytes) throws AnswerTooLargeException {
        List<ServerSentEvent> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n' && afterReturn) {
                afterReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterReturn = next == '\r';
                endLine(events);
            } else {
                afterReturn = false;
                line.write(next);
                checkLimit(line.size());
            }
        }
        return events;
    }

    private void endLine(List<ServerSentEvent> events) throws AnswerTooLargeException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        firstLine = false;
        if (text.isEmpty()) {
            endEvent(events);
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void take(String field, String value) throws AnswerTooLargeException {
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
                checkLimit(data.length());
            }
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry = value.matches("[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(value)) : retry;
            default -> {
                // A comment, which is a heartbeat, or a field that we do not use.
            }
        }
    }

    private void endEvent(List<ServerSentEvent> events) {
        if (hasData) {
            events.add(new ServerSentEvent(id, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        id = null;
    }

    private void checkLimit(int size) throws AnswerTooLargeException {
        if (size > limitBytes) {
            throw new AnswerTooLargeException(limitBytes);
        }
    }
}
