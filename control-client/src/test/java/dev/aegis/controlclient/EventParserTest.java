package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventParserTest {
    private final EventParser parser = new EventParser(100);

    @Test
    void readsIdAndDataOfSeveralLines() throws Exception {
        assertEquals(
                List.of(new ServerSentEvent("7", "{\"a\":\n1}"), new ServerSentEvent(null, "x")),
                read(": beat\n\nevent: offer\nid: 7\ndata: {\"a\":\ndata: 1}\r\n\r\ndata:x\n\n"));
    }

    @Test
    void readsEveryKindOfLineEnd() throws Exception {
        ServerSentEvent event = new ServerSentEvent("1", "x");
        assertEquals(List.of(event, event, event), read("id:1\rdata:x\r\rid:1\r\ndata:x\r\n\r\nid:1\ndata:x\n\n"));
    }

    @Test
    void readsBytesThatArriveOneByOne() throws Exception {
        List<ServerSentEvent> events = new ArrayList<>();
        for (byte next : "\uFEFFid: 1\r\ndata: gr\u00fcn\r\n\r\n".getBytes(StandardCharsets.UTF_8)) {
            events.addAll(parser.read(ByteBuffer.wrap(new byte[] {next})));
        }
        assertEquals(List.of(new ServerSentEvent("1", "gr\u00fcn")), events);
    }

    @Test
    void dropsAnEventWithoutAnEnd() throws Exception {
        assertEquals(List.of(), read("id: 1\ndata: half"));
    }

    @Test
    void ignoresAnEventWithoutData() throws Exception {
        assertEquals(List.of(new ServerSentEvent(null, "")), read("id: 1\nevent: x\n\nunknown\ndata\n\n"));
    }

    @Test
    void readsTheWaitBeforeAReconnection() throws Exception {
        read("retry: 1500\n\nretry: soon\n\n");

        assertEquals(Duration.ofMillis(1500), parser.retry());
    }

    @Test
    void refusesALineBeyondTheLimit() throws Exception {
        read("x".repeat(100));

        assertThrows(AnswerTooLargeException.class, () -> read("x"));
    }

    @Test
    void refusesAnEventOfManyLinesBeyondTheLimit() {
        assertThrows(AnswerTooLargeException.class, () -> read("data: 0123456789\n".repeat(10)));
    }

    private List<ServerSentEvent> read(String text) throws AnswerTooLargeException {
        return parser.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
