package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.agent.server.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    @Test
    void readsIdAndDataAndTakesAHeartbeatForLife() throws IOException {
        AtomicInteger lives = new AtomicInteger();
        SseReader sse = reader(": beat\n\nevent: offer\nid: 7\ndata: {\"a\":\ndata: 1}\r\n\ndata:x\n\n", lives);

        assertEquals(new Event("7", "{\"a\":\n1}"), sse.next());
        assertEquals(new Event(null, "x"), sse.next());
        assertNull(sse.next());
        assertEquals(9, lives.get());
    }

    @Test
    void dropsAnEventThatBrokeOffInTheMiddle() throws IOException {
        assertNull(reader("id: 1\ndata: half", new AtomicInteger()).next());
    }

    @Test
    void refusesALineWithoutEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThrows(IOException.class, () -> new SseReader(endless, () -> {}).next());
    }

    private static SseReader reader(String text, AtomicInteger lives) {
        return new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lives::incrementAndGet);
    }
}
