package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.bundle.FlashBundle;
import dev.aegis.firmware.bundle.FlashCheck;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.ExampleProject;
import dev.aegis.testkit.LinkedProgram;
import dev.aegis.testkit.mcp.McpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Builds through the MCP server, on a real build server and a real build machine.
@Timeout(300)
class McpBuildTest {
    private static final String TARGET = "esp32c3";
    private static final JsonObject BUILD = JsonObject.of("target", TARGET);

    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @Test
    void buildsAndCopiesFirmware() throws Exception {
        try (McpClient client = user.mcp()) {
            assertEquals(
                    28,
                    client.ask("tools/list", JsonObject.EMPTY)
                            .array("tools")
                            .items()
                            .size());
            JsonObject begun = client.call("build", BUILD);
            assertEquals("pending", begun.text("status"));
            String task = begun.text("task_id");

            assertEquals("succeeded", McpBuilds.awaitEnd(client, task).text("state"));

            JsonObject log = client.call("logs.tail", JsonObject.of("task_id", task, "lines", 1000));
            assertTrue(
                    log.array("lines").objects().stream()
                            .anyMatch(line -> line.text("text").contains("Project build complete")),
                    log.toString());
            JsonObject artifacts = client.call("list_artifacts", JsonObject.of("target", "esp32c3"));
            assertFalse(artifacts.object("artifacts").array("firmware").items().isEmpty());
            assertEquals(
                    3,
                    client.call("artifacts.manifest", JsonObject.of("task_id", task))
                            .array("parts")
                            .items()
                            .size());
            JsonObject bundle = client.call(
                    "firmware.download",
                    JsonObject.of(
                            "task_id",
                            task,
                            "output_dir",
                            user.folder().resolve("out").toString()));
            try (var in = Files.newInputStream(Path.of(bundle.text("path")))) {
                assertEquals(3, FlashBundle.read(in).files().size());
            }
            String job = client.call("build.status", JsonObject.EMPTY).text("job_id");
            assertEquals(
                    bundle.text("sha256"),
                    client.call("firmware.download", JsonObject.of("job_id", job))
                            .text("sha256"));
            assertTrue(
                    client.call("elf.download", JsonObject.EMPTY).text("path").endsWith("hello_world.elf"));
            assertFalse(client.call("idf.versions", JsonObject.EMPTY)
                    .array("versions")
                    .items()
                    .isEmpty());
            assertEquals(0, client.leave());
        }
    }

    @Test
    void keepsTheFilesOfEachOfSeveralChips() throws Exception {
        try (McpClient client = user.mcp()) {
            JsonObject first = client.call("build", JsonObject.of("target", TARGET, "own_dir", true));
            JsonObject second = client.call("build", JsonObject.of("target", "esp32c6", "own_dir", true));
            for (JsonObject begun : List.of(first, second)) {
                String task = begun.text("task_id");
                JsonObject ended = McpBuilds.awaitEnd(client, task);

                assertEquals("succeeded", ended.text("status"), ended.toString());
                String folder = "build_" + begun.text("target");
                assertTrue(
                        ended.object("firmware").text("path").endsWith("/" + folder + "/hello_world.bin"),
                        ended.toString());
                JsonObject artifacts = client.call("list_artifacts", JsonObject.of("task_id", task));
                assertFalse(artifacts.has("replaced_by"), artifacts.toString());
                assertEquals(
                        begun.text("target"),
                        client.call("artifacts.manifest", JsonObject.of("task_id", task))
                                .text("chip"));
            }
        }
    }

    @Test
    void convertsAnElfFileOfAnotherCompilerToFirmware() throws Exception {
        Path elf = LinkedProgram.link("esp32c6", user.project().resolve("rusty"));
        JsonObject order = JsonObject.of("elf", elf.toString(), "target", "esp32c6");
        try (McpClient client = user.mcp()) {
            JsonObject begun = client.call("build.rust_elf", order);
            assertEquals("pending", begun.text("status"));
            String task = begun.text("task_id");

            assertEquals("succeeded", McpBuilds.awaitEnd(client, task).text("status"));

            assertFalse(client.call("logs.tail", JsonObject.of("task_id", task))
                    .array("lines")
                    .items()
                    .isEmpty());
            assertEquals(
                    List.of("bootloader/bootloader.bin", "partition_table/partition-table.bin", "rusty.bin"),
                    client.call("artifacts.manifest", JsonObject.of("task_id", task)).array("parts").objects().stream()
                            .map(part -> part.text("path"))
                            .toList());
            JsonObject bundle = client.call(
                    "firmware.download",
                    JsonObject.of(
                            "task_id",
                            task,
                            "output_dir",
                            user.folder().resolve("out").toString()));
            try (var in = Files.newInputStream(Path.of(bundle.text("path")))) {
                FlashCheck.check(FlashBundle.read(in));
            }
            assertEquals("succeeded", client.call("build.rust_elf", order).text("status"));
        }
    }

    /// Replaces the small project that bootloaders are built from by a slow one.
    @Test
    void cancelsTheBuildOfABootloader() throws Exception {
        Path boot = user.home().resolve(".cache/espctl/bootloaders/esp32c6/default/boot");
        ExampleProject.named("hello_world").copyTo(boot);
        Files.writeString(boot.resolve("CMakeLists.txt"), SlowProject.CMAKE);
        Files.writeString(boot.resolve("sdkconfig.defaults"), "");
        Path elf = LinkedProgram.link("esp32c6", user.project().resolve("rusty"));
        try (McpClient client = user.mcp()) {
            JsonObject begun = client.call("build.rust_elf", JsonObject.of("elf", elf.toString(), "target", "esp32c6"));
            String task = begun.text("task_id");
            McpBuilds.awaitTick(client, task);

            assertEquals("canceled", McpBuilds.cancel(client, task));
            assertFalse(Files.exists(user.project().resolve("build/rust")));
        }
    }

    @Test
    void findsTheBuildOfAKilledServer() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        String task;
        try (McpClient first = user.mcp()) {
            task = McpBuilds.start(first, TARGET);
            McpBuilds.awaitTick(first, task);
            first.kill();
        }
        try (McpClient second = user.mcp()) {
            JsonObject status = second.call("build.status", JsonObject.EMPTY);
            assertEquals(task, status.text("task_id"));
            assertEquals("running", status.text("state"));

            assertEquals("succeeded", McpBuilds.awaitEnd(second, task).text("status"));
            List<String> ticks = McpBuilds.log(second, task).stream()
                    .filter(line -> line.contains("tick "))
                    .toList();
            assertEquals(SlowProject.TICKS, ticks.size(), ticks.toString());
            assertTrue(
                    second.notices().stream()
                            .anyMatch(notice -> notice.text("method", "").equals("notifications/progress")),
                    second.notices().toString());
        }
    }

    @Test
    void cancelsARunningBuildAndAnnouncesItsLog() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (McpClient client = user.mcp()) {
            String task = McpBuilds.start(client, TARGET);
            client.ask("resources/subscribe", JsonObject.of("uri", "build://log/" + task));
            client.next(message -> message.text("method", "").equals("notifications/resources/updated"));
            McpBuilds.awaitTick(client, task);

            assertEquals("canceled", McpBuilds.cancel(client, task));
            assertTrue(client.result("build.cancel", JsonObject.of("task_id", task))
                    .flag("isError", false));
        }
    }

    @Test
    void setsTheTargetLikeIdfPy() throws Exception {
        try (McpClient client = user.mcp()) {
            McpBuilds.awaitEnd(client, McpBuilds.start(client, TARGET));

            JsonObject other = client.call("set_target.run", JsonObject.of("target", "esp32c6"));
            assertEquals("pending", other.text("status"));
            assertEquals(2, other.array("changed").items().size(), other.toString());
            assertEquals(
                    "succeeded",
                    McpBuilds.awaitEnd(client, other.text("task_id")).text("state"));
            assertTrue(read("sdkconfig").contains("CONFIG_IDF_TARGET=\"esp32c6\""));
            assertTrue(read("sdkconfig.old").contains("CONFIG_IDF_TARGET=\"esp32c3\""));
            assertEquals("default_target = \"esp32c6\"\n", read(".espctl.toml"));

            user.write("sdkconfig.defaults", "CONFIG_LOG_DEFAULT_LEVEL_VERBOSE=y\n");
            JsonObject again = client.call("set_target.run", JsonObject.of("target", "esp32c6"));
            assertEquals(
                    "succeeded",
                    McpBuilds.awaitEnd(client, again.text("task_id")).text("state"));
            assertTrue(
                    read("sdkconfig").contains("CONFIG_LOG_DEFAULT_LEVEL_VERBOSE=y"),
                    "the new defaults are in sdkconfig");
        }
    }

    @Test
    void buildsAComponentThatMainRequires() throws Exception {
        try (McpClient client = user.mcp()) {
            client.call("project.create_component", JsonObject.of("name", "sensor-hub"));
            user.write(
                    "main/CMakeLists.txt",
                    "idf_component_register(SRCS hello_world_main.c INCLUDE_DIRS \"\" REQUIRES sensor-hub)\n");
            user.write("main/hello_world_main.c", """
                    #include "sensor-hub.h"

                    void app_main(void)
                    {
                        ESP_ERROR_CHECK(sensor_hub_begin());
                    }
                    """);

            String task = McpBuilds.start(client, TARGET);

            assertEquals("succeeded", McpBuilds.awaitEnd(client, task).text("state"));
            // Not the log: steps that a compiler cache answers follow each other too fast to be all in it.
            assertTrue(read("build/hello_world.map").contains("libsensor-hub.a(sensor-hub.c.obj)"));
        }
    }

    private String read(String path) throws Exception {
        return Files.readString(user.project().resolve(path));
    }

    @Test
    void returnsTheDecisiveErrorFirst() throws Exception {
        user.write("main/hello_world_main.c", "void app_main(void)\n{\n    undeclared_call(1)\n}\n");
        try (McpClient client = user.mcp()) {
            String task = McpBuilds.start(client, TARGET);
            JsonObject failed = McpBuilds.awaitEnd(client, task);
            assertEquals("failed", failed.text("state"));
            assertTrue(
                    failed.object("first_error").text("place").startsWith("main/hello_world_main.c:3"),
                    failed.toString());
            assertTrue(failed.text("next").startsWith("parse_build_errors"), failed.toString());

            JsonObject result = client.result("parse_build_errors", JsonObject.of("task_id", task));

            JsonObject first =
                    result.object("structuredContent").array("errors").objects().getFirst();
            assertEquals("main/hello_world_main.c", first.text("file"));
            assertEquals(3, first.whole("line", 0));
            assertEquals("project", result.object("structuredContent").text("fault"));
            assertTrue(result.toString().length() < 6_000, result.toString());
        }
    }
}
