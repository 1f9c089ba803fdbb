package dev.aegis.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireJsonTest {
    @Test
    void ignoresAFieldOfANewerPeer() {
        var cancel = assertInstanceOf(
                ClientMessage.Cancel.class,
                WireJson.read("{\"type\":\"cancel\",\"task_id\":\"t-1\",\"because\":\"late\"}", ClientMessage.class));

        assertEquals("t-1", cancel.taskId());
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertEquals("field 'task_id' is missing", complaint("{\"type\":\"cancel\"}", ClientMessage.class));
        assertEquals(
                "field 'required_channels' is missing; name at least one of espctl, pty, firmware",
                complaint("{\"peer_fingerprint\":\"sha-256" + ":AB".repeat(32) + "\"}", GrantRequest.class));
    }

    @Test
    void refusesARepeatedField() {
        assertThrows(
                WireException.class,
                () -> WireJson.read("{\"type\":\"cancel\",\"task_id\":\"a\",\"task_id\":\"b\"}", ClientMessage.class));
    }

    @Test
    void refusesAnUnknownTypeTrailingTextAndNull() {
        assertThrows(WireException.class, () -> WireJson.read("{\"type\":\"explode\"}", ClientMessage.class));
        assertThrows(
                WireException.class,
                () -> WireJson.read("{\"type\":\"cancel\",\"task_id\":\"a\"} {}", ClientMessage.class));
        assertThrows(WireException.class, () -> WireJson.read("null", ClientMessage.class));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertThrows(
                WireException.class,
                () -> WireJson.read(
                        ("{\"type\":\"cancel\",\"task_id\":\"a\",\"x\":" + deep + "}").getBytes(StandardCharsets.UTF_8),
                        ClientMessage.class));
    }

    @Test
    void leavesOutWhatIsNull() {
        assertEquals(
                "{\"type\":\"ended\",\"outcome\":\"expired\"}",
                WireJson.text(new SignalingEvent.Ended("expired", null, null)));
        assertEquals("{\"type\":\"goodbye\"}", WireJson.text(new MachineMessage.Goodbye(null)));
    }

    private static String complaint(String json, Class<?> type) {
        return String.valueOf(assertThrows(WireException.class, () -> WireJson.read(json, type))
                .getMessage());
    }
}
