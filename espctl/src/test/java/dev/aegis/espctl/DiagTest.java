package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every secret in these tests contains one word, which the bundle must not contain.
class DiagTest {
    private static final String PLANTED = "planted";
    private static final String PANIC = """
            Guru Meditation Error: Core  0 panic'ed (Load access fault). Exception was unhandled.
            MEPC    : 0x42000410  RA      : 0x42000430  SP      : 0x3fc8f1c0  GP      : 0x3fc8bc00
            MCAUSE  : 0x00000005  MTVAL   : 0x00000000
            ELF file SHA256: a2945bb5f
            I (5) wifi: password: planted-on-the-chip
            """;
    private static final List<String> LOG = List.of(
            "[1/2] Building C object",
            "Authorization: Bearer planted.bearer-1234",
            "token eyJplanted1234.eyJplanted5678.planted_signature",
            "{\"urls\":[\"turn:relay:3478\"],\"username\":\"1763630000:planted\",\"credential\":\"planted+cred=\"}",
            "a=ice-pwd:plantedIcePassword",
            "CONFIG_ESP_WIFI_PASSWORD=\"planted wifi password\"",
            "fetching https://someone:planted@git.example.org/x.git and https://planted-token@git.example.org/y.git",
            "cmake -DWIFI_PASS=planted-d -DBOARD=plantedboard",
            "ran with --token planted-cli",
            "ghp_planted0123456789abcdef",
            "-----BEGIN EC PRIVATE KEY-----",
            "MHcplantedplantedplanted",
            "-----END EC PRIVATE KEY-----",
            "echo of a variable: planted-by-environment",
            "saved: planted-saved-login",
            "the door opens to planted.door.value.of.thirty.two.letters",
            "/home/plantedother/.ssh/config");

    @TempDir
    Path folder;

    private Path project;
    private FinishedBuild builds;
    private EspctlProcess espctl;

    @BeforeEach
    void secretsEverywhere() throws IOException {
        Path home = Files.createDirectory(folder.resolve("plantedjo"));
        project = Files.createDirectories(home.resolve("work/demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(
                project.resolve(".espctl.toml"),
                "default_target = \"esp32c3\"\n[build]\nparams = [\"WIFI_PASS=planted-d\", \"BOARD=plantedboard\"]\n");
        Path credentials = home.resolve(".config/espctl/credentials.json");
        Files.createDirectories(credentials.getParent());
        Files.writeString(
                credentials,
                "{\"default_server\":\"http://127.0.0.1:1\",\"servers\":{\"http://127.0.0.1:1\":{\"token\":"
                        + "\"planted-saved-login\"}}}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(credentials.resolveSibling("mcp-token"), "planted.door.value.of.thirty.two.letters\n");
        espctl = new EspctlProcess(home, project)
                .with("USER", "plantedjo")
                .with("MCP_AUTH_SECRET", "planted-key")
                .with("SOMETHING", "planted-by-environment");
        builds = new FinishedBuild(home, project);
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        builds.failed("t-2", 2000, "the key planted-key was refused in " + project);
        try (TaskLog.Writer log = builds.tasks().folder("t-2").log().write()) {
            for (String line : LOG) {
                log.line(new LogLine(1, 1, "stdout", line));
            }
        }
    }

    @Test
    void bundleContainsNoSecret() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run(PANIC, "diag", "--panic", "-", "-o", "out.tar.gz");

        assertEquals(0, outcome.exit(), outcome.err());
        List<Entry> entries = entries(Files.readAllBytes(project.resolve("out.tar.gz")));
        assertEquals(
                List.of(
                        "contents.txt",
                        "versions.json",
                        "settings.json",
                        "doctor.json",
                        "task.json",
                        "errors.json",
                        "log.txt",
                        "panic.txt",
                        "crash.txt"),
                entries.stream().map(Entry::name).toList());
        for (Entry entry : entries) {
            assertFalse(entry.text().contains(PLANTED), entry.name() + " tells a secret:\n" + entry.text());
        }
        assertTrue(text(entries, "task.json").contains("~/work/demo"), text(entries, "task.json"));
        assertTrue(text(entries, "settings.json").contains("\"WIFI_PASS\""), text(entries, "settings.json"));
        assertTrue(text(entries, "settings.json").contains("\"SOMETHING\""), text(entries, "settings.json"));
        assertTrue(text(entries, "log.txt").startsWith("[1/2] Building C object\n"), text(entries, "log.txt"));
        assertTrue(text(entries, "crash.txt").contains("divide+0x2 at "), text(entries, "crash.txt"));
        assertTrue(text(entries, "doctor.json").contains("control_plane"), text(entries, "doctor.json"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(project.resolve("out.tar.gz"))));
    }

    @Test
    void decodesTheCrashAndListsTheFilesOfTheBundle() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run(PANIC, "diag", "--panic", "-");

        assertTrue(outcome.out().contains("\n  #0 0x42000410 divide+0x2 at "), outcome.out());
        assertTrue(outcome.out().contains("elf  task t-1, "), outcome.out());
        assertTrue(outcome.out().contains("\ndoctor  unhealthy\n"), outcome.out());
        assertTrue(outcome.out().contains("bundle  " + project + "/espctl-diag.tar.gz, "), outcome.out());
        assertTrue(outcome.out().contains("        log.txt"), outcome.out());
    }

    @Test
    void writesABundleForATextWithoutAPanic() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("nothing here\n", "diag", "--panic", "-", "t-2");

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().startsWith("the panic could not be decoded: "), outcome.out());
    }

    private record Entry(String name, String text) {}

    private static String text(List<Entry> entries, String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /// Reads the entries of a ustar archive.
    private static List<Entry> entries(byte[] archive) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            for (byte[] head = tar.readNBytes(512); head[0] != 0; head = tar.readNBytes(512)) {
                String header = new String(head, StandardCharsets.ISO_8859_1);
                int size = Integer.parseInt(header.substring(124, 135), 8);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes((512 - size % 512) % 512);
                entries.add(new Entry(
                        header.substring(0, header.indexOf('\0')), new String(content, StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }
}
