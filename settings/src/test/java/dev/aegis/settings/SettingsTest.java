package dev.aegis.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Key LISTEN = new Key("CONTROL_LISTEN", "--listen", "host:port", "127.0.0.1:8470");
    private static final Key TTL = Key.of("GRANT_TTL_SECS", "life of a grant, seconds", "30");
    private static final Key SECRET = Key.of("AGENT_AUTH_SECRET", "enrols machines", null);
    private static final List<Key> KEYS = List.of(LISTEN, TTL, SECRET);

    @TempDir
    Path folder;

    @Test
    void takesTheStrongestSource() throws IOException {
        Path file = file("CONTROL_LISTEN=1.1.1.1:1\nGRANT_TTL_SECS=7\n");

        Settings settings = Settings.read(
                KEYS, List.of(file), Map.of("CONTROL_LISTEN", "2.2.2.2:2"), List.of("--listen", "3.3.3.3:3"));

        assertEquals("3.3.3.3:3", settings.text(LISTEN));
        assertEquals(7, settings.number(TTL, 5, 30));
    }

    @Test
    void readsQuotesCommentsAndExportAsAShellWould() throws IOException {
        Path file = file("# a comment\n; another\n\nexport AGENT_AUTH_SECRET=\"a b\"\nCONTROL_LISTEN='x:1'\n");

        Settings settings = Settings.read(KEYS, List.of(file), Map.of(), List.of());

        assertEquals("a b", settings.text(SECRET));
        assertEquals("x:1", settings.text(LISTEN));
    }

    @Test
    void stopsAtAnUnknownKeyAndNamesTheNearest() throws IOException {
        Path file = file("GRANT_TTL_SEC=7\n");

        String message = complaint(() -> Settings.read(KEYS, List.of(file), Map.of(), List.of()));

        assertEquals("unknown setting 'GRANT_TTL_SEC' in " + file + "; did you mean GRANT_TTL_SECS?", message);
    }

    @Test
    void stopsAtAnUnknownFlag() {
        String message = complaint(() -> Settings.read(KEYS, List.of(), Map.of(), List.of("--lisen=x")));

        assertEquals("unknown flag '--lisen'; did you mean --listen?", message);
    }

    @Test
    void stopsAtAFlagWithoutItsValue() {
        assertEquals(
                "the flag --listen wants a value",
                complaint(() -> Settings.read(KEYS, List.of(), Map.of(), List.of("--listen"))));
    }

    @Test
    void saysWhichSettingIsMissingAndHowToSetIt() {
        String message = complaint(
                () -> Settings.read(KEYS, List.of(), Map.of(), List.of()).text(SECRET));

        assertTrue(message.startsWith("AGENT_AUTH_SECRET is not set"), message);
        assertTrue(message.contains("--agent-auth-secret"), message);
    }

    @Test
    void refusesANumberOutOfRangeAndSaysWhereItWasRead() {
        Settings settings = Settings.read(KEYS, List.of(), Map.of("GRANT_TTL_SECS", "90"), List.of());

        assertEquals(
                "GRANT_TTL_SECS (from the environment) must be from 5 to 30",
                complaint(() -> settings.number(TTL, 5, 30)));
    }

    @Test
    void refusesALineThatIsNoSetting() throws IOException {
        Path file = file("CONTROL_LISTEN=x\nhello\n");

        assertEquals(
                file + " line 2 is not NAME=value",
                complaint(() -> Settings.read(KEYS, List.of(file), Map.of(), List.of())));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.env"), text);
    }

    private static String complaint(org.junit.jupiter.api.function.Executable action) {
        return String.valueOf(assertThrows(SettingsException.class, action).getMessage());
    }
}
