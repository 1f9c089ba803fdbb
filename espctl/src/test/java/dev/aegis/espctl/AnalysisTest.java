package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Analysis of finished builds, without a build server and without `build/`.
class AnalysisTest {
    private static final String PANIC = """
            Guru Meditation Error: Core  0 panic'ed (Load access fault). Exception was unhandled.

            Core  0 register dump:
            MEPC    : 0x42000410  RA      : 0x42000430  SP      : 0x3fc8f1c0  GP      : 0x3fc8bc00
            MCAUSE  : 0x00000005  MTVAL   : 0x00000000

            ELF file SHA256: %s
            """;

    @TempDir
    Path folder;

    private Path project;
    private FinishedBuild builds;
    private EspctlProcess espctl;

    @BeforeEach
    void builds() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
        Path home = Files.createDirectory(folder.resolve("home"));
        espctl = new EspctlProcess(home, project);
        builds = new FinishedBuild(home, project);
    }

    @Test
    void measuresABuildFromItsKeptFiles() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        builds.failed("t-2", 2000, "no matter");

        EspctlProcess.Outcome outcome = espctl.run("", "size");

        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals("""
                task t-1 for esp32c3
                flash 19,536 bytes used, 969,648 bytes left
                ram   13,004 bytes used, 308,292 bytes left
                  DRAM         13,004 bytes of 321,296 (4.0 %)
                  Flash Code   13,568 bytes
                  Flash Data   2,484 bytes
                image 78,928 bytes with its padding, in the smallest app partition of 1,048,576 bytes (7.5 %)
                no previous build of this project and chip to compare with
                """, outcome.out());
    }

    @Test
    void printsTheDifferenceToThePreviousBuild() throws Exception {
        String map = new String(FinishedBuild.recorded("maps/hello_world.map"), StandardCharsets.UTF_8);
        builds.succeeded("t-1", 1000, map.getBytes(StandardCharsets.UTF_8));
        builds.succeeded("t-2", 2000, grown(map, 256).getBytes(StandardCharsets.UTF_8));

        JsonObject answer =
                json(espctl.run("", "size", "--components", "--json").out());

        assertEquals("t-2", answer.text("task_id"));
        assertEquals(19_536 + 256, answer.object("size_report").whole("flash_used", 0));
        JsonObject previous = answer.object("previous");
        assertEquals("t-1", previous.text("task_id"));
        assertEquals(256, previous.object("difference").whole("flash", 0));
        JsonObject grown =
                previous.object("difference").array("components").objects().getFirst();
        assertEquals("libmain.a", grown.text("name"));
        assertEquals(256, grown.whole("after", 0) - grown.whole("before", 0));
        String text = espctl.run("", "size").out();
        assertTrue(text.contains("libmain.a                    +256 bytes\n"), text);
        assertTrue(text.endsWith("compared with the previous build t-1, debug\n"), text);
    }

    @Test
    void measuresABuildThatIsOnlyLargerThanItsBudget() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        builds.tasks().change("t-1", task -> task.overBudget("the app is too large", "make it smaller"));

        EspctlProcess.Outcome size = espctl.run("", "size");
        EspctlProcess.Outcome errors = espctl.run("", "errors", "--json");
        EspctlProcess.Outcome status = espctl.run("", "status", "t-1");

        assertEquals(0, size.exit(), size.err());
        assertTrue(size.out().startsWith("task t-1 for esp32c3\nflash 19,536 bytes used"), size.out());
        assertEquals(1, errors.exit());
        JsonObject error = json(errors.err()).object("error");
        assertEquals("size_budget_exceeded", error.text("code"));
        assertEquals("the app is too large", error.text("message"));
        assertTrue(status.out().contains("reason   the app is too large\nhint     make it smaller\n"), status.out());
        assertTrue(status.out().contains("next     espctl size --components t-1\n"), status.out());
    }

    @Test
    void saysWhyABuildHasNoErrors() throws Exception {
        builds.running("t-1", 1000);
        assertEquals("""
                no error was found in the log: task t-1 is pending
                next    espctl logs -f t-1
                """, espctl.run("", "errors").out());

        builds.tasks().change("t-1", task -> task.canceled(2000));
        assertEquals("""
                no error was found in the log: task t-1 was canceled
                next    espctl build -C %s -t esp32c3
                """.formatted(project), espctl.run("", "errors").out());

        builds.failedOnMachine("t-2", 2000, "idf.py ended with code 2");
        assertEquals("""
                no error was found in the log: task t-2 failed: idf.py ended with code 2
                next    espctl logs t-2
                """, espctl.run("", "errors").out());
    }

    @Test
    void failsWhenTheFilesOfABuildAreGone() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        try (var kept = Files.list(folder.resolve("home/.local/state/espctl/kept"))) {
            for (Path file : kept.toList()) {
                Files.delete(file);
            }
        }

        EspctlProcess.Outcome outcome = espctl.run("", "size", "t-1");

        assertEquals(1, outcome.exit());
        assertEquals("""
                error: the linker map of task t-1 was not kept, and build/ has another by now
                hint: build again, or name a newer task: espctl status lists them
                """, outcome.err());
    }

    @Test
    void writesABillOfMaterialsOfTheLinkedComponents() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        JsonObject document = json(espctl.run("", "sbom").out());
        EspctlProcess.Outcome written = espctl.run("", "sbom", "-o", "out/sbom.json", "--json");

        assertEquals("SPDX-2.3", document.text("spdxVersion"));
        List<String> names = document.array("packages").objects().stream()
                .map(entry -> entry.text("name"))
                .toList();
        assertTrue(names.containsAll(List.of("esp-idf", "main", "freertos")), names.toString());
        assertEquals(3, document.array("files").objects().size());
        assertEquals(
                json(written.out()).text("sha256"),
                Digest.of(Files.readAllBytes(project.resolve("out/sbom.json"))).hex());
    }

    @Test
    void decodesACrashByTheElfDigestInThePanic() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        Files.writeString(project.resolve("crash.txt"), PANIC.formatted("a2945bb5f"));

        EspctlProcess.Outcome outcome = espctl.run("", "decode", "crash.txt");

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("\n  #0 0x42000410 divide+0x2 at "), outcome.out());
        assertTrue(outcome.out().contains("main/main.c:8\n"), outcome.out());
        assertTrue(outcome.out().endsWith("elf  task t-1, from its kept copy\n"), outcome.out());
    }

    @Test
    void comparesAnyTwoBuildsOfAProject() throws Exception {
        byte[] map = FinishedBuild.recorded("maps/hello_world.map");
        builds.succeeded("t-1", 1000, map);
        builds.succeeded("t-2", 2000, map);
        builds.succeeded("t-3", 3000, map);

        EspctlProcess.Outcome text = espctl.run("", "size", "t-2", "--diff", "t-3");
        EspctlProcess.Outcome json = espctl.run("", "size", "--diff", "t-1", "--json");
        EspctlProcess.Outcome unknown = espctl.run("", "size", "--diff", "t-9");

        assertTrue(text.out().endsWith("compared with build t-3, debug\n"), text.out());
        assertTrue(
                json.out().contains("\"previous\":{\"task_id\":\"t-1\",\"target\":\"esp32c3\",\"profile\":\"debug\","),
                json.out());
        assertEquals(2, unknown.exit(), unknown.err());
    }

    /// The image in the fixture says that it needs an esp32c3 of revision 0.3.
    @Test
    void namesTheRevisionsOfTheChipThatRunABuild() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        EspctlProcess.Outcome text = espctl.run("", "artifacts");
        EspctlProcess.Outcome json = espctl.run("", "artifacts", "--json");
        EspctlProcess.Outcome flashed = espctl.run("", "firmware", "list", "--json");

        assertTrue(text.out().endsWith("runs on esp32c3 revision 0.3 or later\n"), text.out());
        assertTrue(json.out().contains("\"min_rev\":3,\"max_rev\":199,\"runs_on\":\"runs on esp32c3"), json.out());
        assertTrue(flashed.out().contains("\"min_rev\":3,\"max_rev\":199,"), flashed.out());
    }

    /// One build for several chips leaves a program for each.
    @Test
    void decodesACrashWithoutADigestByTheBuildForItsKindOfProcessor() throws Exception {
        byte[] map = FinishedBuild.recorded("maps/hello_world.map");
        byte[] xtensa = FinishedBuild.recorded("crashes/dwarfv5.elf");
        xtensa[18] = 94;
        builds.succeeded("t-1", 1000, map);
        builds.succeeded("t-2", 2000, "esp32", map, xtensa);

        EspctlProcess.Outcome outcome = espctl.run(PANIC.replaceFirst("ELF file SHA256.*", ""), "decode");

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("#0 0x42000410 divide+0x2 at "), outcome.out());
        assertTrue(outcome.out().contains("elf  task t-1, "), outcome.out());
    }

    /// The list of tasks forgets after some fifty.
    @Test
    void decodesACrashOfABuildWhoseTaskWasForgotten() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));
        for (int i = 2; i < 80; i++) {
            builds.failed("t-" + i, 1000L * i, "no matter");
        }
        builds.tasks().prune();

        EspctlProcess.Outcome outcome = espctl.run(PANIC.formatted("a2945bb5f"), "decode");

        assertEquals(2, espctl.run("", "status", "t-1").exit());
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("#0 0x42000410 divide+0x2 at "), outcome.out());
    }

    @Test
    void explainsACrashWithoutItsElfFile() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        EspctlProcess.Outcome outcome = espctl.run(PANIC.formatted("123456789"), "decode");

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("its SHA-256 begins with 123456789\n"), outcome.out());
        assertTrue(outcome.out().endsWith("next  espctl decode FILE --elf ELF\n"), outcome.out());
        JsonObject answer = json(
                espctl.run(PANIC.formatted("123456789"), "decode", "--json").out());
        JsonObject crash = answer.object("crash");
        assertEquals("null_pointer", crash.text("kind"));
        assertEquals("a read at 0x00000000 through a null pointer", crash.text("meaning"));
        assertEquals("123456789", crash.text("needed_elf"));
        assertEquals(0, crash.whole("core", -1));
        assertEquals(0, crash.whole("address", -1));
        Path elf = Files.write(folder.resolve("other.elf"), FinishedBuild.recorded("crashes/dwarfv5.elf"));
        EspctlProcess.Outcome other = espctl.run(PANIC.formatted("123456789"), "decode", "--elf", elf.toString());
        assertTrue(other.err().startsWith("error: the application was made from an ELF file with"), other.err());
        EspctlProcess.Outcome right = espctl.run(PANIC.formatted("a2945bb5f"), "decode", "-", "--elf", elf.toString());
        assertEquals(0, right.exit(), right.err());
    }

    @Test
    void failsWithoutAPanicInTheText() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("I (312) main: hello\n", "decode", "--json");

        assertEquals(1, outcome.exit());
        JsonObject error = json(outcome.err()).object("error");
        assertEquals("no_crash_found", error.text("code"));
        assertTrue(error.text("hint").contains("Guru Meditation Error"), error.toString());
    }

    @Test
    void findsErrorsInALogFromStdinOrAFile() throws Exception {
        String log = "[1/9] Building C object\n" + project + "/main/main.c:3:5: error: 'x' undeclared (first use in"
                + " this function)\nninja: build stopped: subcommand failed.\n";
        Files.writeString(project.resolve("build.log"), log);

        EspctlProcess.Outcome piped = espctl.run(log, "errors", "-");
        EspctlProcess.Outcome file = espctl.run("", "errors", "--log", "build.log", "--json");

        assertEquals(0, piped.exit(), piped.err());
        assertTrue(piped.out().startsWith("error: main/main.c:3:5: 'x' undeclared"), piped.out());
        assertTrue(piped.out().endsWith("fault   project, while compiling\n"), piped.out());
        assertEquals(
                "main/main.c",
                json(file.out()).array("errors").objects().getFirst().text("file"));
        assertEquals(2, espctl.run("", "errors", "--log", "nowhere.log").exit());
        assertTrue(espctl.run("all is well\n", "errors", "-").out().startsWith("no error was found"));
    }

    /// Returns the map with a larger `app_main`, and everything behind it at a higher address.
    private static String grown(String map, int bytes) {
        long from = 0x4200048cL;
        return Pattern.compile("0x420([0-9a-f]{5})")
                .matcher(map.replace(
                                ".flash.text     0x42000020     0x3500",
                                ".flash.text     0x42000020     0x%x".formatted(0x3500 + bytes))
                        .replace(
                                ".text.app_main\n                0x4200048c       0x56",
                                ".text.app_main\n                0x4200048c      0x%x".formatted(0x56 + bytes)))
                .replaceAll(address -> {
                    long at = Long.parseLong("420" + address.group(1), 16);
                    return "0x%x".formatted(at > from ? at + bytes : at);
                });
    }

    private static JsonObject json(String text) throws Exception {
        return (JsonObject) JsonReader.read(text);
    }
}
