package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `espctl mcp install` on typical settings files.
class InstallClientTest {
    private static final String KEY = "a-key-that-must-not-travel";

    @TempDir
    Path folder;

    private Path home;
    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void user() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("project"));
        espctl = new EspctlProcess(home, project)
                .with("ESPCTL_LAUNCHER", "/opt/espctl")
                .with("MCP_AUTH_SECRET", KEY);
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        EspctlProcess.Outcome first = espctl.run("", "mcp", "install", "claude-code", "--yes");
        Path file = home.resolve(".claude.json");
        String written = Files.readString(file);
        EspctlProcess.Outcome second = espctl.run("", "mcp", "install", "claude-code", "--yes");

        assertEquals(0, first.exit(), first.err());
        assertEquals("""
                {
                  "mcpServers": {
                    "espctl": {
                      "command": "/opt/espctl",
                      "args": ["mcp", "serve"]
                    }
                  }
                }
                """, written);
        assertTrue(first.out().contains("+     \"espctl\": {\n"), first.out());
        assertTrue(first.out().contains("espctl login --token"), first.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(second.out().contains("the entry exists already; nothing was written"), second.out());
        assertEquals(written, Files.readString(file));
    }

    @Test
    void installsInEveryClientWithAFileAndWritesNoKey() throws Exception {
        Clients known = WireJson.read(espctl.run("", "mcp", "clients", "--json").out(), Clients.class);
        assertTrue(known.clients().size() >= 16, known.toString());
        for (Client client : known.clients()) {
            if (client.file() != null || client.projectFile() != null) {
                EspctlProcess.Outcome done = espctl.run("", "mcp", "install", client.name(), "-y", "--json");
                assertEquals(0, done.exit(), client.name() + ": " + done.err());
                assertTrue(WireJson.read(done.out(), Done.class).written(), client.name());
            }
        }
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                assertTrue(text.contains("/opt/espctl"), file + ": " + text);
                assertFalse(text.contains(KEY), file + ": " + text);
                files++;
            }
        }
        assertEquals(20, files);
    }

    @Test
    void changesTheFileThatTheClientReadsNow() throws Exception {
        Path old = Files.createDirectory(home.resolve(".deepseek")).resolve("mcp.json");
        Files.writeString(old, "{\"servers\": {\"mine\": {\"command\": \"x\"}}}\n");
        Path commented = Files.createDirectory(project.resolve(".kilo")).resolve("kilo.jsonc");
        Files.writeString(commented, "// mine\n{\n  \"mcp\": {}, // none\n}\n");

        espctl.run("", "mcp", "install", "deepseek-tui", "--yes");
        EspctlProcess.Outcome kilo = espctl.run("", "mcp", "install", "kilo-code", "--in-project", "--yes");

        assertTrue(Files.readString(old).contains("/opt/espctl"), Files.readString(old));
        assertFalse(Files.exists(home.resolve(".codewhale")), "a new file would hide the old one");
        assertEquals(0, kilo.exit(), kilo.err());
        assertTrue(Files.readString(commented).startsWith("// mine\n"), Files.readString(commented));
        assertTrue(Files.readString(commented).contains("/opt/espctl"), Files.readString(commented));
        assertFalse(Files.exists(project.resolve(".kilo/kilo.json")));
    }

    @Test
    void keepsTheLinkTheModeAndTheRestOfTheFile() throws Exception {
        Path real = Files.writeString(folder.resolve("dotfiles.toml"), "a = 1 # mine\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createDirectory(home.resolve(".codex")).resolve("config.toml");
        Files.createSymbolicLink(link, real);

        EspctlProcess.Outcome done = espctl.run("", "mcp", "install", "codex", "--yes");

        assertEquals(0, done.exit(), done.err());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        assertTrue(Files.readString(real).startsWith("a = 1 # mine\n\n[mcp_servers.espctl]\n"), Files.readString(real));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(3, left.count());
        }
    }

    @Test
    void writesNothingInADryRun() throws Exception {
        EspctlProcess.Outcome shown = espctl.run("", "mcp", "install", "cursor", "--in-project", "--dry-run");

        assertEquals(0, shown.exit(), shown.err());
        assertTrue(shown.out().startsWith(project.resolve(".cursor/mcp.json") + ":\n+ {\n"), shown.out());
        assertFalse(Files.exists(project.resolve(".cursor")));
    }

    @Test
    void failsWithoutATerminalAndWithoutYes() throws Exception {
        EspctlProcess.Outcome refused = espctl.run("y\n", "mcp", "install", "cursor");

        assertEquals(2, refused.exit());
        assertTrue(
                refused.err().contains("hint: run it again with --yes to write, or --dry-run to see the change"),
                refused.err());
        assertFalse(Files.exists(home.resolve(".cursor")));
    }

    @Test
    void asksOnATerminal() throws Exception {
        assertTrue(espctl.onTerminal("n\n", "mcp", "install", "cursor").contains("nothing was written"));
        assertFalse(Files.exists(home.resolve(".cursor")));

        String said = espctl.onTerminal("y\n", "mcp", "install", "cursor");

        assertTrue(said.contains("write this? [y/N]"), said);
        assertTrue(Files.readString(home.resolve(".cursor/mcp.json")).contains("/opt/espctl"), said);
    }

    @Test
    void namesTheLineOfAMalformedFileAndKeepsIt() throws Exception {
        Path file = Files.createDirectory(home.resolve(".cursor")).resolve("mcp.json");
        Files.writeString(file, "{\n  \"mcpServers\": {\n    \"a\": {}\n    \"b\": {}\n  }\n}\n");
        String before = Files.readString(file);

        EspctlProcess.Outcome broken = espctl.run("", "mcp", "install", "cursor", "--yes");

        assertEquals(1, broken.exit());
        assertTrue(
                broken.err().startsWith("error: " + file + ", line 4: a comma or } is missing\nhint: correct the file"),
                broken.err());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void printsTheNextStepForAClientWithoutAFile() throws Exception {
        assertTrue(espctl.run("", "mcp", "install", "openclaw").err().contains("openclaw mcp set espctl"));
        assertTrue(espctl.run("", "mcp", "install", "astrbot").err().contains("--file FILE"));
        assertTrue(espctl.run("", "mcp", "install", "cusor").err().contains("did you mean cursor?"));
        assertEquals(
                2, espctl.run("", "mcp", "install", "hermes", "--in-project").exit());
    }

    record Clients(List<Client> clients) {}

    record Client(String name, String file, String projectFile) {}

    record Done(boolean written) {}
}
