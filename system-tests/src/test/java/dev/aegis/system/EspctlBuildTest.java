package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Builds with espctl, on a build server and a build machine that run all the time.
@Timeout(300)
class EspctlBuildTest {
    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @Test
    void downloadsFlashableFirmwareWithItsManifest() throws Exception {
        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3", "--bundle", "--json");

        assertEquals(0, built.exit(), built.err());
        assertEquals("", built.err());
        Answer answer = WireJson.read(built.out(), Answer.class);
        assertEquals("succeeded", answer.state());
        assertEquals("direct", answer.path());
        for (File file : answer.artifacts()) {
            byte[] content = Files.readAllBytes(user.project().resolve(file.path()));
            assertEquals(file.sha256(), Digest.of(content), file.path());
        }
        Manifest manifest =
                WireJson.read(Files.readAllBytes(user.project().resolve("build/manifest.json")), Manifest.class);
        assertEquals("ESP32-C3", manifest.chipFamily());
        assertEquals(3, manifest.parts().size());
        assertTrue(Files.size(user.project().resolve("build/flash_bundle.tar.gz")) > 0);
        assertTrue(Files.readString(user.project().resolve("sdkconfig")).contains("CONFIG_IDF_TARGET=\"esp32c3\""));
        assertFalse(Files.exists(user.project().resolve("build/.espctl")));
    }

    @Test
    void listsAndCopiesTheFilesOfABuild() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");
        String out = user.folder().resolve("out").toString();

        EspctlUser.Outcome list = user.run("firmware", "list");
        Copied elf =
                WireJson.read(user.run("elf", "download", "-o", out, "--json").out(), Copied.class);
        String job = user.run("status", "latest")
                .out()
                .lines()
                .filter(line -> line.startsWith("job "))
                .findFirst()
                .orElseThrow()
                .substring("job".length())
                .strip();
        Copied bundle = WireJson.read(
                user.run("firmware", "download", "--job", job, "-o", out, "--json")
                        .out(),
                Copied.class);

        assertEquals(5, list.out().lines().count(), list.out());
        assertTrue(list.out().contains("runs on esp32c3 revision 0.3 or later"), list.out());
        assertTrue(list.out().contains("build/bootloader/bootloader.bin"), list.out());
        assertEquals(elf.sha256(), Digest.of(Files.readAllBytes(Path.of(elf.path()))));
        assertEquals(bundle.sha256(), Digest.of(Files.readAllBytes(Path.of(bundle.path()))));
        assertTrue(user.run("idf", "versions").out().contains("esp32c3"));
    }

    @Test
    void uploadsOnlyTheEditedFileInTheSecondBuild() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");
        user.write("main/hello_world_main.c", "#include <stdio.h>\nvoid app_main(void) { printf(\"edited\\n\"); }\n");

        EspctlUser.Outcome second = user.run("build");

        assertEquals(0, second.exit(), second.err());
        assertTrue(second.err().contains("sending 1 file, "), second.err());
        assertTrue(second.err().contains(", 1 new or changed, 0 removed"), second.err());
    }

    @Test
    void printsTheCompilerErrorFirstAndKeepsTheLastFirmware() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");
        byte[] before = Files.readAllBytes(user.project().resolve("build/hello_world.bin"));
        user.write("main/hello_world_main.c", "void app_main(void)\n{\n    undeclared_call(1)\n}\n");

        EspctlUser.Outcome failed = user.run("build", "--quiet");

        assertEquals(1, failed.exit());
        assertTrue(failed.err().startsWith("error: main/hello_world_main.c:3:"), failed.err());
        assertTrue(failed.err().contains("undeclared_call(1)\n"), failed.err());
        assertTrue(failed.err().contains("\nhint: "), failed.err());
        assertTrue(failed.err().contains("log     espctl logs t-"), failed.err());
        assertArrayEquals(before, Files.readAllBytes(user.project().resolve("build/hello_world.bin")));
        assertTrue(user.run("status", "latest").out().contains("state    failed"));
    }

    @Test
    void keepsTheLogWithoutGaps() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");

        List<EspctlUser.LogLine> log = user.log();

        long[] seqs = log.stream().mapToLong(EspctlUser.LogLine::seq).toArray();
        assertTrue(seqs.length > 20, "only " + seqs.length + " lines");
        assertArrayEquals(LongStream.of(seqs).distinct().sorted().toArray(), seqs);
        assertTrue(log.stream().anyMatch(line -> line.text().contains("Project build complete")));
    }

    @Test
    void changesTheChipLikeSetTarget() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");

        EspctlUser.Outcome other = user.run("build", "-t", "esp32c6");

        assertEquals(0, other.exit(), other.err());
        assertTrue(other.err().contains("sdkconfig is new, for esp32c6"), other.err());
        assertTrue(Files.readString(user.project().resolve("sdkconfig")).contains("\"esp32c6\""));
        assertTrue(Files.readString(user.project().resolve("sdkconfig.old")).contains("\"esp32c3\""));
    }

    @Test
    void cancelsTheTaskOnCtrlC() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");

            build.interrupt();

            EspctlUser.Outcome canceled = build.outcome();
            assertEquals(130, canceled.exit(), canceled.err());
            assertTrue(canceled.err().contains("error: the build was canceled"), canceled.err());
        }
        assertTrue(user.run("status", "latest").out().contains("state    canceled"));
        assertFalse(Files.exists(user.project().resolve("build/manifest.json")));
    }

    @Test
    void leavesNoPartialFilesWhenKilledAndBuildsAgain() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            build.kill();
        }
        assertFalse(Files.exists(user.project().resolve("build/manifest.json")));
        assertTrue(user.run("status", "latest").out().contains("espctl ended before the build did"));
        user.write("CMakeLists.txt", SlowProject.FAST);

        EspctlUser.Outcome again = user.run("build", "-t", "esp32c3");

        assertEquals(0, again.exit(), again.err());
    }

    @Test
    void cancelsATaskFromAnotherProcess() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");

            EspctlUser.Outcome canceled = user.run("cancel");

            assertEquals(0, canceled.exit(), canceled.err());
            assertEquals(130, build.outcome().exit(), build.outcome().err());
        }
    }

    @Test
    void doctorReportsThatAMachineCanBuild() throws Exception {
        EspctlUser.Outcome healthy = user.run("doctor", "-t", "esp32c3");

        assertEquals(0, healthy.exit(), healthy.out());
        assertTrue(healthy.out().contains("ok       machines       1 of 1 online can build esp32c3"), healthy.out());
    }

    @Test
    void namesTheChipThatNoMachineHas() throws Exception {
        EspctlUser.Outcome refused = user.run("build", "-t", "esp32p4");

        assertEquals(6, refused.exit(), refused.err());
        assertTrue(refused.err().contains("esp32p4"), refused.err());
        assertTrue(refused.err().contains("\nhint: "), refused.err());
    }

    @Test
    void failsWithAWrongKeyAndDoesNotPrintIt() throws Exception {
        EspctlUser.Outcome refused = user.with("MCP_AUTH_SECRET", "not-the-key").run("build", "-t", "esp32c3");

        assertEquals(4, refused.exit(), refused.err());
        assertFalse(refused.err().contains("not-the-key"), refused.err());
    }

    @Test
    void refusesAMachineThatTheUserDoesNotTrust() throws Exception {
        EspctlUser.Outcome refused =
                user.with("ESPCTL_TRUSTED_MACHINES", "m-" + "0".repeat(32)).run("build", "-t", "esp32c3");

        assertEquals(4, refused.exit(), refused.err());
        assertTrue(refused.err().contains("not on your list of trusted machines"), refused.err());
    }

    @Test
    void drawsAProgressBarExceptOnADumbTerminal() throws Exception {
        String capable = user.with("TERM", "xterm").onTerminal("build", "-t", "esp32c3", "--clean");
        String dumb = user.with("TERM", "dumb").onTerminal("build", "-t", "esp32c3", "--clean");

        assertTrue(capable.contains("\r\u001b[K"), capable);
        assertTrue(capable.contains("compiling    [#"), capable);
        assertFalse(capable.contains("Building C object"), capable);
        assertFalse(dumb.contains("\u001b"), dumb);
        assertTrue(dumb.contains("Building C object"), dumb);
    }

    @Test
    void printsNoColourWithNoColor() throws Exception {
        user.write("main/hello_world_main.c", "void app_main(void) {\n    broken\n}\n");
        user.with("TERM", "xterm");

        String coloured = user.onTerminal("build", "-t", "esp32c3");
        String plain = user.with("NO_COLOR", "1").onTerminal("build", "-t", "esp32c3");

        assertTrue(coloured.contains("\u001b[31;1merror\u001b[0m: main/hello_world_main.c:2:"), coloured);
        assertTrue(plain.contains("error: main/hello_world_main.c:2:"), plain);
        assertFalse(plain.contains("\u001b[31"), plain);
    }

    @Test
    void removesTemporaryFilesAfterABuild() throws Exception {
        user.run("build", "-t", "esp32c3", "-q");

        try (Stream<Path> files = Files.walk(user.project())) {
            assertEquals(
                    List.of(),
                    files.map(path -> String.valueOf(path.getFileName()))
                            .filter(name -> name.endsWith(".part") || name.endsWith(".new") || name.endsWith(".tmp"))
                            .toList());
        }
    }

    record Answer(String state, String path, List<File> artifacts) {}

    record File(String path, Digest sha256) {}

    record Copied(String path, Digest sha256) {}

    record Manifest(String chipFamily, List<Map<String, Object>> parts) {}
}
