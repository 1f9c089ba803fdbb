package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ControlSettingsTest {
    @TempDir
    Path directory;

    @Test
    void unknownKeyInTheFileStopsTheStart() throws IOException {
        Path file = directory.resolve("control.env");
        Files.writeString(file, "MCP_AUTH_SECRET=abcdefgh\nALLOWED_ORIGIN=https://app.example.org\n");
        String message = failure(() -> ControlSettings.read(List.of(file), Map.of(), List.of()));
        assertTrue(message.contains("ALLOWED_ORIGIN'"), message);
        assertTrue(message.contains("did you mean ALLOWED_ORIGINS?"), message);
    }

    @Test
    void unknownFlagStopsTheStart() {
        assertTrue(reason("--grant-ttl=5").contains("unknown flag '--grant-ttl'"));
    }

    @Test
    void missingSecretStopsTheStart() {
        String message =
                failure(() -> ControlSettings.read(List.of(), Map.of("MCP_AUTH_SECRET", "abcdefgh"), List.of()));
        assertTrue(message.startsWith("AGENT_AUTH_SECRET is not set"), message);
    }

    @Test
    void shortSecretIsNotRepeated() {
        String message = reason("MCP_AUTH_SECRET=abc123");
        assertTrue(message.contains("MCP_AUTH_SECRET (from the environment) is shorter than 8 characters"), message);
        assertFalse(message.contains("abc123"));
    }

    @Test
    void usersAndMachinesNeedDifferentSecrets() {
        assertTrue(reason("AGENT_AUTH_SECRET=" + TestServer.ACCESS_KEY).contains("the same as MCP_AUTH_SECRET"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --allowed-origins=*                          | has a wildcard
        --allowed-origins=https://*.example.org      | has a wildcard
        --allowed-origins=app.example.org/           | has no scheme; write https://app.example.org
        --allowed-origins=https://app.example.org/   | ends with a slash; write https://app.example.org
        --allowed-origins=https://app.example.org/x  | is not an origin
        --allowed-origins=https://APP.example.org    | is not an origin
        --allowed-channels=espctl,video              | names 'video'
        --grant-ttl-secs=31                          | must be from 5 to 30
        --grant-ttl-secs=4                           | must be from 5 to 30
        --lease-secs=41                              | must be from 5 to 40
        --turn-urls=turn:turn.example.org            | TURN_URLS and TURN_SECRET belong together
        TURN_SECRET=relay-secret                     | TURN_URLS and TURN_SECRET belong together
        --stun-urls=stun.example.org                 | write it like stun:stun.example.org:3478
        --listen=8470                                | is not ADDRESS:PORT
        --listen=127.0.0.1:http                      | does not end with a port
        --listen=127.0.0.1:70000                     | does not end with a port
        """)
    void badValueStopsTheStartWithASentence(String flag, String expected) {
        assertTrue(reason(flag).contains(expected), reason(flag));
    }

    @Test
    void acceptsValidOrigins() {
        ControlSettings settings = TestServer.settings(
                directory, "--allowed-origins=https://app.example.org, http://localhost:5173,http://[::1]:8080");
        assertEquals(
                List.of("https://app.example.org", "http://localhost:5173", "http://[::1]:8080"),
                settings.endpoint().allowedOrigins());
    }

    @Test
    void settingsNeverShowASecret() {
        ControlSettings settings =
                TestServer.settings(directory, "--turn-urls=turn:turn.example.org", "TURN_SECRET=relay-secret");
        assertFalse(settings.toString().contains(TestServer.ACCESS_KEY));
        assertFalse(settings.toString().contains(TestServer.ENROLMENT_SECRET));
        assertFalse(settings.toString().contains("relay-secret"));
    }

    private String reason(String flag) {
        return failure(() -> TestServer.settings(directory, flag));
    }

    private static String failure(Executable start) {
        return String.valueOf(assertThrows(SettingsException.class, start).getMessage());
    }
}
