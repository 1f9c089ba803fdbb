package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.WireJson;
import dev.aegis.testkit.mcp.McpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Commands that run several builds: for several chips, and after each change.
@Timeout(300)
class EspctlRoundsTest {
    private static final String SOURCE = "main/hello_world_main.c";
    private static final String WAITING = "waiting for a change";
    private static final String AGAIN = "building again";

    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @Test
    void buildsEachChipIntoItsOwnFolder() throws Exception {
        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3,esp32c6", "--json");

        assertEquals(0, built.exit(), built.err());
        Several several = WireJson.read(built.out(), Several.class);
        assertEquals(2, several.succeeded());
        for (Built one : several.builds()) {
            Path own = user.project().resolve("build_" + one.target());
            assertEquals(own.getFileName().toString(), one.buildDir());
            assertTrue(Files.readString(own.resolve("sdkconfig")).contains('"' + one.target() + '"'));
            Manifest manifest = WireJson.read(Files.readAllBytes(own.resolve("manifest.json")), Manifest.class);
            assertEquals(one.target(), manifest.chip());
            assertTrue(one.appBytes() > 0);
        }
        assertFalse(Files.exists(user.project().resolve("build")));
        assertFalse(Files.exists(user.project().resolve("sdkconfig")));
        assertTrue(user.run("artifacts").out().startsWith(user.project() + "/build_esp32c6\n"));

        EspctlUser.Outcome again = user.run("build", "-t", "esp32c3", "-t", "esp32c6");

        assertEquals(0, again.exit(), again.err());
        assertEquals(2, again.err().split(", 0 new or changed, 0 removed", -1).length - 1, again.err());
    }

    @Test
    void namesTheLargestSymbolOfAMemoryThatOverflowed() throws Exception {
        user.write(SOURCE, """
                #include <stdio.h>
                static char big[400 * 1024];
                void app_main(void) { puts(fgets(big, sizeof big, stdin)); }
                """);
        String largest = "409600 bytes: .bss.big of libmain.a(hello_world_main.c.obj)";

        EspctlUser.Outcome failed = user.run("build", "-t", "esp32c3", "-q");

        assertEquals(1, failed.exit(), failed.err());
        assertTrue(failed.err().startsWith("error: memory region 'dram0_0_seg' is too small by "), failed.err());
        assertTrue(failed.err().contains("\n  " + largest + "\n"), failed.err());
        assertTrue(user.run("errors").out().contains("\n  " + largest + "\n"));
        assertFalse(Files.exists(user.project().resolve("build/hello_world.map")));
        try (McpClient client = user.mcp()) {
            JsonObject status = client.call("build.status", JsonObject.EMPTY);
            assertEquals(
                    largest,
                    status.object("first_error").array("excerpt").texts().getFirst());
            assertTrue(client.call("parse_build_errors", JsonObject.EMPTY)
                    .toString()
                    .contains(largest));
        }
        assertEquals(1, user.run("artifacts").exit(), "a linker map alone cannot be flashed");

        Path kept = user.home().resolve(".local/state/espctl/kept");
        try (var files = Files.list(kept)) {
            assertEquals(
                    1, files.peek(file -> assertTrue(file.toFile().delete())).count());
        }
        Files.delete(kept);
        Files.createFile(kept);
        EspctlUser.Outcome unexplained = user.run("build", "-t", "esp32c3", "-q");

        assertEquals(1, unexplained.exit(), unexplained.err());
        assertEquals(firstLine(failed.err()), firstLine(unexplained.err()));
        assertFalse(unexplained.err().contains(largest), unexplained.err());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    @Test
    void namesTheChipThatFailedAndBuildsTheOthers() throws Exception {
        user.write(SOURCE, """
                #include "sdkconfig.h"
                #if CONFIG_IDF_TARGET_ESP32C3
                #error not for this chip
                #endif
                void app_main(void) {}
                """);

        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3,esp32c6", "-q");
        EspctlUser.Outcome table = user.run("build", "-t", "esp32c3,esp32c6");

        assertEquals(1, built.exit(), built.err());
        assertTrue(built.err().startsWith("error: " + SOURCE + ":3:"), built.err());
        assertEquals(1, table.exit(), table.err());
        List<String> lines = table.out().lines().toList();
        assertTrue(lines.get(1).matches("esp32c3 +failed +.* " + SOURCE + ":3:.*not for this chip.*"), table.out());
        assertTrue(lines.get(2).matches("esp32c6 +succeeded .* KB +build_esp32c6"), table.out());
        assertEquals("1 of 2 built, 1 failed", lines.getLast());
    }

    @Test
    void rebuildsAfterEachChangeOfAProjectFile() throws Exception {
        try (EspctlUser.Running watch = user.start("build", "-t", "esp32c3", "--watch")) {
            watch.awaitErr(WAITING);
            user.write(SOURCE, "void app_main(void) {\n    broken\n}\n");
            watch.awaitErr(WAITING, 2);
            user.write(SOURCE, "void app_main(void) {\n}\n");
            watch.awaitErr(WAITING, 3);
            user.write("docs/new/note.txt", "a new folder");
            watch.awaitErr(WAITING, 4);

            watch.interrupt();

            EspctlUser.Outcome ended = watch.outcome();
            assertEquals(130, ended.exit(), ended.err());
            assertEquals(
                    3,
                    ended.out()
                            .lines()
                            .filter(line -> line.startsWith("built ") || line.startsWith("unchanged: "))
                            .count(),
                    ended.out());
            assertEquals(2, ended.err().split("changed: " + SOURCE + "; " + AGAIN, -1).length - 1, ended.err());
            assertEquals(3, ended.err().split(AGAIN, -1).length - 1, ended.err());
            assertTrue(ended.err().contains("changed: docs/new/note.txt; " + AGAIN), ended.err());
            assertTrue(ended.err().contains("error: " + SOURCE + ":2:"), ended.err());
        }
        assertTrue(user.run("status", "latest").out().contains("state    succeeded"));
    }

    @Test
    void rebuildsOnceAfterAChangeDuringABuild() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running watch = user.start("build", "-t", "esp32c3", "--watch")) {
            watch.awaitErr("tick 3");
            user.write("CMakeLists.txt", SlowProject.FAST);
            watch.awaitErr(AGAIN);
            watch.awaitErr(WAITING);

            watch.interrupt();

            EspctlUser.Outcome ended = watch.outcome();
            assertEquals(130, ended.exit(), ended.err());
            assertEquals(
                    2,
                    ended.out()
                            .lines()
                            .filter(line -> line.startsWith("built ") || line.startsWith("unchanged: "))
                            .count(),
                    ended.out());
        }
    }

    @Test
    void cancelsTheRemainingChipsOnCtrlC() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3,esp32c6")) {
            build.awaitErr("tick 3");

            build.interrupt();

            EspctlUser.Outcome ended = build.outcome();
            assertEquals(130, ended.exit(), ended.err());
            assertEquals(
                    "0 of 2 built, 2 canceled", ended.out().lines().toList().getLast());
            assertTrue(
                    ended.err()
                            .endsWith(
                                    "hint: run: espctl build -t esp32c3,esp32c6 (it continues from the files on the machine)\n"),
                    ended.err());
        }
        assertTrue(user.run("status", "latest").out().contains("state    canceled"));
    }

    @Test
    void cancelsTheRunningBuildWhenWatchIsInterrupted() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (EspctlUser.Running watch = user.start("build", "-t", "esp32c3", "--watch", "--json")) {
            awaitState("configuring");

            watch.interrupt();

            EspctlUser.Outcome ended = watch.outcome();
            assertEquals(130, ended.exit(), ended.err());
            assertEquals("", ended.err());
            assertEquals("canceled", WireJson.read(ended.out(), Answer.class).state());
        }
        assertTrue(user.run("status", "latest").out().contains("state    canceled"));
    }

    private void awaitState(String phase) throws Exception {
        while (!user.run("status", "latest").out().contains(phase)) {
            Thread.onSpinWait();
        }
    }

    record Several(List<Built> builds, int succeeded) {}

    record Built(String target, String buildDir, long appBytes) {}

    record Manifest(String chip) {}

    record Answer(String state) {}
}
