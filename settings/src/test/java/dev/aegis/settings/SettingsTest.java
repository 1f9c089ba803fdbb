package dev.aegis.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Setting<String> LISTEN = Setting.of(
                    "CONTROL_LISTEN", ValueTypes.text(), "address and port", "127.0.0.1:8470")
            .withOldFlag("--listen");
    private static final Setting<Duration> TTL =
            Setting.of("GRANT_TTL_SECS", ValueTypes.seconds(5, 30), "lifetime of a grant", "30");
    private static final Setting<String> SECRET =
            Setting.required("AGENT_AUTH_SECRET", ValueTypes.secret(8), "enrols machines");
    private static final Setting<DiskSize> BUDGET =
            Setting.optional("AGENT_DISK_BUDGET", ValueTypes.diskSize(), "space for builds");
    private static final Declarations DECLARED =
            new Declarations(List.of(SettingGroup.of("All", LISTEN, TTL, SECRET, BUDGET)), Set.of("TURN_SECRET"));

    @TempDir
    Path folder;

    @Test
    void usesTheSourceOfHighestPriority() throws IOException {
        Path file = file("CONTROL_LISTEN=1.1.1.1:1\nGRANT_TTL_SECS=7\n");

        Settings settings = Settings.read(
                DECLARED,
                List.of(file),
                Map.of("CONTROL_LISTEN", "2.2.2.2:2"),
                List.of("--control-listen", "3.3.3.3:3"));

        assertEquals("3.3.3.3:3", settings.get(LISTEN));
        assertEquals(Duration.ofSeconds(7), settings.get(TTL));
    }

    @Test
    void readsQuotesCommentsAndExportLikeAShell() throws IOException {
        Path file = file("# a comment\n; another\n\nexport AGENT_AUTH_SECRET=\"hush hush\"\nCONTROL_LISTEN='x:1'\n");

        Settings settings = Settings.read(DECLARED, List.of(file), Map.of(), List.of());

        assertEquals("hush hush", settings.get(SECRET));
        assertEquals("x:1", settings.get(LISTEN));
    }

    @Test
    void stopsAtAnUnknownKeyAndNamesTheNearest() throws IOException {
        Path file = file("GRANT_TTL_SEC=7\n");

        String message = failure(() -> Settings.read(DECLARED, List.of(file), Map.of(), List.of()));

        assertEquals("unknown setting 'GRANT_TTL_SEC' in " + file + "; did you mean GRANT_TTL_SECS?", message);
    }

    @Test
    void stopsAtAnUnknownFlag() {
        String message = failure(() -> Settings.read(DECLARED, List.of(), Map.of(), List.of("--control-lisen=x")));

        assertEquals("unknown flag '--control-lisen'; did you mean --control-listen?", message);
    }

    @Test
    void stopsAtAFlagWithoutItsValue() {
        assertEquals(
                "the flag --listen needs a value",
                failure(() -> Settings.read(DECLARED, List.of(), Map.of(), List.of("--listen"))));
    }

    @Test
    void namesTheMissingSettingAndHowToSetIt() {
        String message = failure(
                () -> Settings.read(DECLARED, List.of(), Map.of(), List.of()).get(SECRET));

        assertTrue(message.startsWith("AGENT_AUTH_SECRET is not set"), message);
        assertTrue(message.endsWith("set it in the settings file or in the environment"), message);
    }

    @Test
    void refusesANumberOutOfRangeAndNamesItsSource() {
        Settings settings = Settings.read(DECLARED, List.of(), Map.of("GRANT_TTL_SECS", "90"), List.of());

        assertEquals("GRANT_TTL_SECS (from the environment) must be from 5 to 30", failure(() -> settings.get(TTL)));
    }

    @Test
    void refusesALineThatIsNotASetting() throws IOException {
        Path file = file("CONTROL_LISTEN=x\nhello\n");

        assertEquals(
                file + " line 2 is not NAME=value",
                failure(() -> Settings.read(DECLARED, List.of(file), Map.of(), List.of())));
    }

    @Test
    void flagOfEverySettingIsItsNameInLowerCase() {
        assertEquals("--control-listen", LISTEN.flag());
        assertEquals("--grant-ttl-secs", TTL.flag());
    }

    @Test
    void acceptsAnOldFlag() {
        Settings settings = Settings.read(DECLARED, List.of(), Map.of(), List.of("--listen=x:1"));

        assertEquals("x:1", settings.get(LISTEN));
    }

    @Test
    void usesTheDefaultForAnEmptyValue() {
        Settings settings = Settings.read(DECLARED, List.of(), Map.of("GRANT_TTL_SECS", ""), List.of());

        assertEquals(Duration.ofSeconds(30), settings.get(TTL));
    }

    @Test
    void refusesASecretOnTheCommandLineWithoutRepeatingIt() {
        String message =
                failure(() -> Settings.read(DECLARED, List.of(), Map.of(), List.of("--agent-auth-secret=hush-hush")));

        assertTrue(message.startsWith("AGENT_AUTH_SECRET is a secret and has no flag"), message);
        assertFalse(message.contains("hush-hush"), message);
    }

    @Test
    void ignoresVariablesOfAnotherProgramInASharedFile() throws IOException {
        Path file = file("AGENT_AUTH_SECRET=hush-hush\nTURN_SECRET=x\n");

        assertEquals(
                "hush-hush",
                Settings.read(DECLARED, List.of(file), Map.of(), List.of()).get(SECRET));
    }

    @ParameterizedTest
    @CsvSource({"50%, 500", "1%, 10", "2MiB, 2097152", "3GiB, 3221225472", "1TiB, 1099511627776"})
    void readsASizeInBytesOrAsAShareOfTheDisk(String text, long expected) {
        Settings settings = Settings.read(DECLARED, List.of(), Map.of("AGENT_DISK_BUDGET", text), List.of());

        assertEquals(expected, settings.get(BUDGET).bytesOf(1000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        50     | is not a size; write it like 20GiB or 50%
        50GB   | is not a size; write it like 20GiB or 50%
        101%   | must be from 1% to 100%
        0%     | must be from 1% to 100%
        999999999999TiB | is larger than any disk
        """)
    void refusesASizeThatIsNone(String text, String reason) {
        Settings settings = Settings.read(DECLARED, List.of(), Map.of("AGENT_DISK_BUDGET", text), List.of());

        assertEquals("AGENT_DISK_BUDGET (from the environment) " + reason, failure(() -> settings.get(BUDGET)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.env"), text);
    }

    private static String failure(org.junit.jupiter.api.function.Executable action) {
        return String.valueOf(assertThrows(SettingsException.class, action).getMessage());
    }
}
