package dev.aegis.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {
    private static final Host HOST = new Host("bench", 8, 4096);

    @Test
    void takesTheHostsSizeAndNameWhereTheOperatorSaysNothing() {
        AgentSettings settings = read(Map.of("CONTROL_BASE_URL", "https://build.example.org"));

        assertEquals(URI.create("https://build.example.org"), settings.server().buildServer());
        assertEquals("bench", settings.name());
        assertEquals(8, settings.capacity().cpuCores());
        assertEquals(4096, settings.capacity().memoryMb());
    }

    @Test
    void saysWhatIsWrongWithTheAddress() {
        assertComplaint("CONTROL_BASE_URL is not set", Map.of());
        assertComplaint("must begin with https://", Map.of("CONTROL_BASE_URL", "build.example.org"));
        assertComplaint("is not a URL; write it like https://", Map.of("CONTROL_BASE_URL", "git@example.org:x"));
        assertComplaint("must not end with a slash", Map.of("CONTROL_BASE_URL", "https://build.example.org/"));
        assertComplaint("is plain http", Map.of("CONTROL_BASE_URL", "http://build.example.org"));
        assertComplaint("is plain http", Map.of("CONTROL_BASE_URL", "http://127.0.0.1.example.org"));
    }

    @Test
    void allowsPlainHttpToThisHostAndWhereTheOperatorInsists() {
        read(Map.of("CONTROL_BASE_URL", "http://127.0.0.1:8470"));
        read(Map.of("CONTROL_BASE_URL", "http://build.example.org", "ESPCTL_ALLOW_INSECURE", "1"));
    }

    @Test
    void neverShowsTheSecret() {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONTROL_BASE_URL", "https://build.example.org");
        environment.put("AGENT_AUTH_SECRET", "hush-hush");

        assertTrue(!read(environment).toString().contains("hush-hush"));
    }

    private static void assertComplaint(String part, Map<String, String> environment) {
        String message = String.valueOf(
                assertThrows(SettingsException.class, () -> read(environment)).getMessage());
        assertTrue(message.contains(part), message);
    }

    private static AgentSettings read(Map<String, String> environment) {
        return AgentSettings.read(List.of(), environment, List.of(), HOST);
    }
}
