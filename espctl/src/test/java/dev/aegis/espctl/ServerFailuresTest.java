package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The output of espctl when the build server cannot be reached.
class ServerFailuresTest {
    @TempDir
    Path folder;

    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project).with("MCP_AUTH_SECRET", "k");
    }

    @Test
    void reportsARefusedConnectionAndWritesNothingToTheProject() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("", "build", "-t", "esp32c3", "--remote", closedPort());

        assertEquals(5, outcome.exit());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("error: nothing accepts connections at http://127.0.0.1:"), outcome.err());
        assertTrue(outcome.err().contains("hint: "), outcome.err());
        assertFalse(Files.exists(folder.resolve("demo/build")));
    }

    @Test
    void namesTheVerbsThatWorkWithoutTheServer() throws Exception {
        espctl.with("ESPCTL_SERVER", closedPort());
        new FinishedBuild(folder.resolve("home"), folder.resolve("demo"))
                .succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        String log = "main/main.c:3:5: error: 'x' undeclared (first use in this function)\n";
        String panic = "Guru Meditation Error: Core  0 panic'ed (Load access fault). Exception was unhandled.\n";

        EspctlProcess.Outcome outcome = espctl.run("", "build", "-t", "esp32c3");

        assertTrue(outcome.err().endsWith("; plan, errors, decode, size and logs work without it\n"), outcome.err());
        assertEquals(0, espctl.run("", "plan", "-t", "esp32c3").exit());
        assertTrue(espctl.run(log, "errors", "--log", "-").out().contains("'x' undeclared"));
        assertTrue(espctl.run(panic, "decode", "-").out().contains("Load access fault"));
        assertEquals(0, espctl.run("", "size").exit());
        assertEquals(0, espctl.run("", "logs", "t-1").exit());
    }

    @Test
    void printsTheFailureAsJsonOnly() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("", "build", "-t", "esp32c3", "--json", "--remote", closedPort());

        assertEquals(5, outcome.exit());
        assertTrue(outcome.err().startsWith("{\"error\":{\"code\":\"connection_refused\","), outcome.err());
        assertEquals(1, outcome.err().lines().count());
    }

    @Test
    void savesTheKeyFromStdinWithoutAServerAndDoesNotPrintIt() throws Exception {
        EspctlProcess.Outcome outcome =
                espctl.run("my-secret-key\n", "login", "--token", "-", "--server", closedPort());

        assertEquals(0, outcome.exit());
        assertTrue(outcome.out().contains("warning: the key could not be checked"), outcome.out());
        assertFalse((outcome.out() + outcome.err()).contains("my-secret-key"));
        assertTrue(Files.readString(folder.resolve("home/.config/espctl/credentials.json"))
                .contains("my-secret-key"));
    }

    @Test
    void doctorNamesTheCause() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("", "doctor", "-t", "esp32c3", "--remote", closedPort());

        assertEquals(5, outcome.exit());
        assertTrue(outcome.out().contains("error    control_plane  nothing accepts connections"), outcome.out());
        assertTrue(outcome.out().endsWith("unhealthy\n"), outcome.out());
    }

    @Test
    void acceptsAFileNameThatTheLocaleCannotEncode() throws Exception {
        Process touch = new ProcessBuilder("/bin/sh", "-c", "echo x > \"$(printf 'gr\\303\\266\\303\\237e.c')\"")
                .directory(folder.resolve("demo").toFile())
                .start();
        assertEquals(0, touch.waitFor());

        EspctlProcess.Outcome outcome = espctl.with("LANG", "C").run("", "plan", "-t", "esp32c3", "--json");

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("\"files\":2"), outcome.out());
    }

    @Test
    void namesAFileNameThatIsNotUtf8InAnyLocale() throws Exception {
        Process touch = new ProcessBuilder("/bin/sh", "-c", "echo x > \"$(printf 'a\\377.c')\"")
                .directory(folder.resolve("demo").toFile())
                .start();
        assertEquals(0, touch.waitFor());

        for (String locale : new String[] {"C", "C.UTF-8"}) {
            EspctlProcess.Outcome outcome = espctl.with("LANG", locale).run("", "build", "-t", "esp32c3");

            assertEquals(2, outcome.exit(), locale);
            assertTrue(outcome.err().startsWith("error: the file name 'a\\xff.c' is not UTF-8\nhint: "), outcome.err());
        }
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
