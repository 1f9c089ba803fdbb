package dev.aegis.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
        assertEquals("field 'task_id' is missing", message("{\"type\":\"cancel\"}", ClientMessage.class));
        assertEquals(
                "field 'required_channels' is missing; name at least one of espctl, pty, firmware",
                message("{\"peer_fingerprint\":\"sha-256" + ":AB".repeat(32) + "\"}", GrantRequest.class));
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
    void refusesDeepNesting() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertThrows(
                WireException.class,
                () -> WireJson.read(
                        ("{\"type\":\"cancel\",\"task_id\":\"a\",\"x\":" + deep + "}").getBytes(StandardCharsets.UTF_8),
                        ClientMessage.class));
    }

    @Test
    void readsAndWritesTheOptionsOfABuildAsFieldsOfTheMessage() {
        String json = "{\"type\":\"build\",\"task_id\":\"t-1\",\"project_key\":\"p\",\"target\":\"esp32c3\","
                + "\"profile\":\"debug\",\"params\":[\"A=1\"],\"clean\":true}";

        var build = assertInstanceOf(ClientMessage.Build.class, WireJson.read(json, ClientMessage.class));

        assertEquals(new MachineOptions(true, null, null, null, null), build.options());
        assertEquals(json, WireJson.text(build));
        assertEquals(
                json.replace("}", ",\"set_target\":true}"),
                WireJson.text(new ClientMessage.Build(
                        "t-1",
                        "p",
                        "esp32c3",
                        Profile.DEBUG,
                        null,
                        List.of("A=1"),
                        new MachineOptions(true, true, null, null, null))));
    }

    @Test
    void readsAndWritesTheJobOfARequestAsFieldsOfTheMessage() {
        String fingerprint = "sha-256" + ":AB".repeat(32);
        String job = "\"required_channels\":[\"espctl\",\"firmware\"],\"target\":\"esp32c3\",\"idf_version\":\"v5.3\","
                + "\"cpu_cores\":2,\"memory_mb\":512,\"project_key\":\"p\",\"agent_id\":\"m-1\"";
        String json = "{\"peer_fingerprint\":\"" + fingerprint + "\"," + job
                + ",\"timeout_secs\":600,\"idempotency_key\":\"k\"}";
        JobSpec spec =
                new JobSpec(List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE), "esp32c3", "v5.3", 2, 512, "p", "m-1");
        GrantRequest request = new GrantRequest(new Fingerprint(fingerprint), spec, 600, "k");

        assertEquals(request, WireJson.read(json, GrantRequest.class));
        assertEquals(fields(json), fields(WireJson.text(request)));
        assertEquals(spec, WireJson.read(json, JobSpec.class));
        assertEquals("{" + job + "}", WireJson.text(spec));
    }

    @Test
    void omitsAbsentFieldsOfARequest() {
        String fingerprint = "sha-256" + ":AB".repeat(32);
        String json = "{\"peer_fingerprint\":\"" + fingerprint + "\",\"required_channels\":[\"espctl\"]}";
        GrantRequest request = new GrantRequest(
                new Fingerprint(fingerprint),
                new JobSpec(List.of(ChannelName.ESPCTL), null, null, null, null, null, null),
                null,
                null);

        assertEquals(request, WireJson.read(json, GrantRequest.class));
        assertEquals(fields(json), fields(WireJson.text(request)));
    }

    @Test
    void namesTheFieldOfTheJobThatIsWrong() {
        String start = "{\"peer_fingerprint\":\"sha-256" + ":AB".repeat(32) + "\",\"required_channels\":[\"espctl\"],";
        for (Class<?> type : List.of(GrantRequest.class, JobSpec.class)) {
            assertEquals("field 'cpu_cores' is 0; it must be from 1 to 256", message(start + "\"cpu_cores\":0}", type));
            assertEquals("a value of the wrong type at [\"memory_mb\"]", message(start + "\"memory_mb\":\"x\"}", type));
        }
    }

    /// The library's sentences name Java classes, and these reach the users of the HTTP API.
    @Test
    void explainsWrongJsonWithoutTheWordsOfTheLibrary() {
        String print = "{\"peer_fingerprint\":\"sha-256" + ":AB".repeat(32) + "\",\"required_channels\":";

        assertEquals("not valid JSON (line 1, column 2)", message("{", GrantRequest.class));
        assertEquals("not the expected JSON object", message("[]", GrantRequest.class));
        assertEquals("not the expected JSON object", message("\"text\"", GrantRequest.class));
        assertEquals("a list has an entry that is null", message(print + "[null]}", GrantRequest.class));
        assertEquals("a value of the wrong type at [\"required_channels\"]", message(print + "7}", GrantRequest.class));
    }

    @Test
    void omitsNullFields() {
        assertEquals(
                "{\"type\":\"ended\",\"outcome\":\"expired\"}",
                WireJson.text(new SignalingEvent.Ended("expired", null, null)));
        assertEquals("{\"type\":\"goodbye\"}", WireJson.text(new MachineMessage.Goodbye(null)));
    }

    private static Map<?, ?> fields(String json) {
        return WireJson.read(json, Map.class);
    }

    private static String message(String json, Class<?> type) {
        return String.valueOf(assertThrows(WireException.class, () -> WireJson.read(json, type))
                .getMessage());
    }
}
