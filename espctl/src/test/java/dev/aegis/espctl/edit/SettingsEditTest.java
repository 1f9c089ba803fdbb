package dev.aegis.espctl.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each text before and after, to the byte.
class SettingsEditTest {
    private static final List<String> PATH = List.of("mcpServers", "espctl");
    private static final List<String> TOML_PATH = List.of("mcp_servers", "espctl");

    @Test
    void writesANewJsonFile() throws UnreadableSettings {
        assertJson("""
                {
                  "mcpServers": {
                    "espctl": {
                      "command": "/bin/espctl",
                      "args": ["mcp", "serve"]
                    }
                  }
                }
                """, "");
    }

    @Test
    void keepsCommentsOrderAndOtherServersOfJson() throws UnreadableSettings {
        assertJson("""
                // mine
                {
                    "theme": "dark", /* or light */
                    "mcpServers": {
                        "other": { "command": "x", "env": {"KEY": "a\\u0041/\\/"} }, // keep
                        "espctl": {
                            "command": "/bin/espctl",
                            "args": ["mcp", "serve"]
                        }
                    },
                    "big": 1.50e3
                }""", """
                // mine
                {
                    "theme": "dark", /* or light */
                    "mcpServers": {
                        "other": { "command": "x", "env": {"KEY": "a\\u0041/\\/"} } // keep
                    },
                    "big": 1.50e3
                }""");
    }

    @Test
    void keepsALastCommaAndTabs() throws UnreadableSettings {
        String before = """
                {
                \t"a": [
                \t\t1,
                \t],
                }
                """;
        assertJson("""
                {
                \t"a": [
                \t\t1,
                \t],
                \t"mcpServers": {
                \t\t"espctl": {
                \t\t\t"command": "/bin/espctl",
                \t\t\t"args": ["mcp", "serve"]
                \t\t}
                \t},
                }
                """, before);
    }

    @Test
    void keepsLineEndsOfWindowsAndAByteOrderMark() throws UnreadableSettings {
        String before = """
                {
                  "mcpServers": {}
                }
                """;
        String after = """
                {
                  "mcpServers": {
                    "espctl": {
                      "command": "/bin/espctl",
                      "args": ["mcp", "serve"]
                    }
                  }
                }
                """;
        assertJson("\ufeff" + after.replace("\n", "\r\n"), "\ufeff" + before.replace("\n", "\r\n"));
    }

    @Test
    void mendsOnlyWhatIsWrongInAnEntry() throws UnreadableSettings {
        assertJson(
                "{\"mcpServers\": {\"espctl\": {\"args\": [\"mcp\", \"serve\"], \"disabled\": true, \"env\": {\"A\": \"b\"},"
                        + " \"command\": \"/bin/espctl\"}}}",
                "{\"mcpServers\": {\"espctl\": {\"args\": [\"old\"], \"disabled\": true, \"env\": {\"A\": \"b\"}}}}");
    }

    @Test
    void staysInOneLineWhereTheFileDoes() throws UnreadableSettings {
        assertJson(
                "{\"a\": 1, \"mcpServers\": {\"espctl\": {\"args\": [\"mcp\", \"serve\"], \"command\": \"/bin/espctl\"}}}",
                "{\"a\": 1}");
    }

    @Test
    void showsOfALongLineOnlyThePlaceThatChanged() throws UnreadableSettings {
        String before = "{\"token\": \"secret" + "x".repeat(200) + "\"}";

        List<String> shown = Difference.between(before, json(before));

        assertEquals(2, shown.size());
        assertTrue(shown.getLast().startsWith("+ ...xxx"), shown.toString());
        assertTrue(shown.getLast().contains("\"mcpServers\": {\"espctl\""), shown.toString());
        assertTrue(shown.stream().noneMatch(line -> line.contains("secret")), shown.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\n  \"a\": 1\n  \"b\": 2\n}` | 3 | a comma or } is missing",
                "`{\n  \"a\": \n}` | 3 | a value is missing",
                "`{\n\n  \"mcpServers\": []\n}` | 3 | \"mcpServers\" is not an object",
                "`[]` | 1 | the whole is not an object",
                "`{\n  \"a\": \"x\n}` | 2 | a string has no end",
                "`{}\nx` | 2 | there is text after the end",
                "`{ /* x` | 1 | a comment has no end",
                "`{\"a\": 1` | 1 | a comma or } is missing"
            })
    void namesTheLineWhereJsonIsBroken(String text, int line, String reason) {
        assertBroken("x.json", PATH, text, line, reason);
    }

    @Test
    void appendsATableToToml() throws UnreadableSettings {
        assertToml("""
                model = "o9" # mine

                [mcp_servers.other]
                command = "x"

                [mcp_servers.espctl]
                command = "/bin/espctl"
                args = ["mcp", "serve"]
                """, """
                model = "o9" # mine

                [mcp_servers.other]
                command = "x"
                """);
    }

    @Test
    void mendsATableOfToml() throws UnreadableSettings {
        assertToml("""
                [ mcp_servers . "espctl" ] # here
                command = "/bin/espctl"
                args = ["mcp", "serve"] # why
                cwd = '/p'

                [mcp_servers.espctl.env]
                A = "b"
                [z]
                """, """
                [ mcp_servers . "espctl" ] # here
                args = [
                  "old", # ]
                  'x',
                ] # why
                cwd = '/p'

                [mcp_servers.espctl.env]
                A = "b"
                [z]
                """);
    }

    @Test
    void namesTheLineWhereTomlIsBroken() {
        assertBroken("x.toml", TOML_PATH, "a = 1\nb = \n", 2, null);
    }

    @Test
    void leavesAnInlineTableOfTomlToTheUser() {
        assertBroken("x.toml", TOML_PATH, "a = 1\nmcp_servers = { espctl = { args = [] } }\n", 2, null);
        assertBroken("x.toml", TOML_PATH, "a = 1\nmcp_servers = { other = { args = [] } }\n", 2, null);
    }

    @Test
    void appendsToYaml() throws UnreadableSettings {
        assertYaml("""
                # mine
                model: x
                mcpServers:
                  espctl:
                    command: "/bin/espctl"
                    args: ["mcp", "serve"]
                """, """
                # mine
                model: x
                """);
    }

    @Test
    void keepsTheOtherServersOfYaml() throws UnreadableSettings {
        assertYaml("""
                mcpServers:   # mine
                    espctl:
                      command: "/bin/espctl"
                      args: ["mcp", "serve"]
                    other: {command: x, args: [a, b]}   # ü
                    # last
                z: |
                  text: of
                    many
                """, """
                mcpServers:   # mine
                    other: {command: x, args: [a, b]}   # ü
                    # last
                z: |
                  text: of
                    many
                """);
    }

    @Test
    void mendsAnEntryOfYaml() throws UnreadableSettings {
        assertYaml("""
                # ü
                mcpServers:
                  espctl:
                    args: ["mcp", "serve"] # why
                    command: "/bin/espctl"
                    env:
                      A: b
                z: 1
                """, """
                # ü
                mcpServers:
                  espctl:
                    args:
                    - old
                    - 'x' # why
                    command: /usr/bin/espctl
                    env:
                      A: b
                z: 1
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mcpServers:\nz: 1\n", "mcpServers: {}\nz: 1\n", "mcpServers: ~\nz: 1\n", "{z: 1}\n", "---\n"})
    void fillsWhatIsEmptyInYaml(String text) throws UnreadableSettings {
        String after = SettingsEdit.apply("x.yaml", text, PATH, entry());

        assertEquals(after, SettingsEdit.apply("x.yaml", after, PATH, entry()));
        assertTrue(after.contains("/bin/espctl"), after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1\n\tb: 2\n` | 2",
                "`a: 1\nb: [\n` | 3",
                "`a: 1\nmcpServers: [x]\n` | 2",
                "`a: 1\n---\nb: 2\n` | 2"
            })
    void namesTheLineWhereYamlIsBroken(String text, int line) {
        assertBroken("x.yaml", PATH, text, line, null);
    }

    private static void assertBroken(String file, List<String> path, String text, int line, @Nullable String reason) {
        UnreadableSettings broken =
                assertThrows(UnreadableSettings.class, () -> SettingsEdit.apply(file, text, path, entry()));

        assertEquals(line, broken.line(), broken.getMessage());
        if (reason != null) {
            assertEquals(reason, broken.getMessage());
        }
    }

    private static void assertJson(String after, String before) throws UnreadableSettings {
        assertEquals(after, json(before));
        assertEquals(after, json(after));
    }

    private static String json(String before) throws UnreadableSettings {
        return SettingsEdit.apply("x.json", before, PATH, entry());
    }

    private static void assertToml(String after, String before) throws UnreadableSettings {
        assertEquals(after, SettingsEdit.apply("x.toml", before, TOML_PATH, entry()));
        assertEquals(after, SettingsEdit.apply("x.toml", after, TOML_PATH, entry()));
    }

    private static void assertYaml(String after, String before) throws UnreadableSettings {
        assertEquals(after, SettingsEdit.apply("x.yaml", before, PATH, entry()));
        assertEquals(after, SettingsEdit.apply("x.yaml", after, PATH, entry()));
    }

    private static Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("command", "/bin/espctl");
        entry.put("args", List.of("mcp", "serve"));
        return entry;
    }
}
