package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The MCP tools that change projects, and the structure of their answers.
class McpProjectTest {
    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;
    private McpExchange server;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.createDirectory(project.resolve("main"));
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
        server = new McpExchange(espctl);
    }

    @Test
    void addsAComponentOnce() throws Exception {
        JsonObject made = server.call("project.create_component", JsonObject.of("name", "sensor"));
        Files.writeString(project.resolve("components/sensor/sensor.c"), "mine\n");
        JsonObject again = server.call("project.create_component", JsonObject.of("name", "sensor"));

        assertEquals(3, data(made).array("changed").items().size());
        assertTrue(data(made).text("use").contains("sensor_begin()"), data(made).text("use"));
        assertEquals(0, data(again).array("changed").items().size());
        assertEquals("mine\n", Files.readString(project.resolve("components/sensor/sensor.c")));
    }

    @Test
    void completesAPartialComponent() throws Exception {
        Files.createDirectories(project.resolve("components/sensor/include"));
        Files.writeString(project.resolve("components/sensor/include/sensor.h"), "#pragma once\n");

        server.call("project.create_component", JsonObject.of("name", "sensor"));

        assertEquals("#pragma once\n", Files.readString(project.resolve("components/sensor/include/sensor.h")));
        assertTrue(Files.exists(project.resolve("components/sensor/CMakeLists.txt")));
    }

    @Test
    void reportsAFileInPlaceOfTheComponent() throws Exception {
        Files.writeString(project.resolve("components"), "a file");

        JsonObject refused = server.call("project.create_component", JsonObject.of("name", "sensor"));

        assertTrue(refused.flag("isError", false));
        assertTrue(
                McpExchange.text(refused).contains("components/ is a folder that is yours"), McpExchange.text(refused));
    }

    @Test
    void refusesNamesThatNoComponentMayHave() throws Exception {
        for (String name : List.of("main", "esp_wifi", "../outside", "with space", "")) {
            JsonObject refused = server.call("project.create_component", JsonObject.of("name", name));
            assertTrue(refused.flag("isError", false), name);
        }
        assertFalse(Files.exists(project.resolve("components")));
    }

    @Test
    void changesNothingWithoutABuildServer() throws Exception {
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        JsonObject refused = server.call("set_target.run", JsonObject.of("target", "esp32c6"));

        assertTrue(refused.flag("isError", false));
        assertTrue(McpExchange.text(refused).contains("next: doctor {}"), McpExchange.text(refused));
        assertTrue(Files.exists(project.resolve("sdkconfig")));
        assertFalse(Files.exists(project.resolve(".espctl.toml")));
    }

    @Test
    void acceptsEveryAlias() throws Exception {
        assertEquals(
                "planning",
                data(server.call("build.start", JsonObject.of("target", "esp32c3")))
                        .text("status"));
        assertTrue(McpExchange.text(server.call("artifacts.list", JsonObject.EMPTY))
                .endsWith("next: build {}"));
        assertTrue(data(server.call("doctor.run", JsonObject.EMPTY)).has("checks"));
        assertEquals(
                "v5.4",
                data(server.call("idf.select_version", JsonObject.of("version", "5.4")))
                        .text("idf_version_resolved"));
    }

    @Test
    void selectsTheVersionOfAProjectWithoutTarget() throws Exception {
        JsonObject selected = data(server.call("idf_select_version", JsonObject.of("version", "5.4")));

        assertEquals(List.of(".idf-version"), texts(selected, "changed"));
        assertFalse(selected.has("target"));
    }

    @Test
    void initReturnsTheDocumentedFields() throws Exception {
        JsonObject made = data(server.call("project.init", JsonObject.of("target", "esp32c3", "idf_version", "5.3.1")));

        assertEquals(project.toString(), made.text("project_root"));
        assertEquals(project.resolve(".espctl.toml").toString(), made.text("config_path"));
        assertEquals("esp32c3", made.text("target"));
        assertEquals("v5.3.1", made.text("idf_version_resolved"));
        assertEquals(List.of(".espctl.toml", "build/", ".idf-version"), texts(made, "changed"));
    }

    @Test
    void initReportsThatAProjectKeepsItsChip() throws Exception {
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        JsonObject made = data(server.call("project.init", JsonObject.of("target", "esp32c6")));

        assertEquals("esp32c3", made.text("target"));
        assertTrue(made.text("next").contains("set_target {\"target\":\"esp32c6\""), made.text("next"));
    }

    @Test
    void returnsTheContentOfALocalStore() throws Exception {
        Path store = TestStore.make(folder.resolve("store"));
        espctl.with("ESPCTL_STORE_ROOT", store.toString());

        JsonObject stored = data(server.call("store_versions", JsonObject.EMPTY));
        JsonObject offered = data(server.call("idf.versions", JsonObject.EMPTY));
        JsonObject manifest = server.ask("resources/read", JsonObject.of("uri", "store://manifest"));

        assertEquals(store.toString(), stored.text("store_root"));
        JsonObject inStore = stored.array("versions").objects().getFirst();
        assertEquals("v5.3.1", inStore.text("version"));
        assertEquals(store.resolve("idf/v5.3.1").toString(), inStore.text("path"));
        assertTrue(inStore.flag("default", false));
        assertEquals(List.of("riscv32-esp-elf 13.2.0"), texts(inStore, "tools"));
        JsonObject version = offered.array("versions").objects().getFirst();
        assertEquals(store.resolve("idf/v5.3.1").toString(), version.text("idf_path"));
        assertTrue(version.text("commit_hash").startsWith("c8fc5f6"));
        assertTrue(version.flag("default", false));
        assertEquals(
                Files.readString(store.resolve("manifest.json")),
                manifest.object("result").array("contents").objects().getFirst().text("text"));
    }

    @Test
    void reportsAMissingLocalStore() throws Exception {
        JsonObject read = server.ask("resources/read", JsonObject.of("uri", "store://manifest"));

        assertEquals(-32002, read.object("error").whole("code", 0));
        assertTrue(read.object("error").text("message").contains("ESPCTL_STORE_ROOT"), read.toString());
    }

    @Test
    void returnsTheStatusOfABuildInTheDocumentedFields() throws Exception {
        TaskStore tasks = new TaskStore(folder.resolve("home/.local/state/espctl"));
        tasks.begin(pending().connected("m-1", false).withJob("j-1"));
        tasks.folder("t-1").saveLive(new LiveStatus("compiling", 12, 88, null, List.of(), 1));

        JsonObject standing = data(server.call("build.status", JsonObject.EMPTY));

        assertEquals(
                Set.of(
                        "task_id",
                        "state",
                        "status",
                        "target",
                        "project",
                        "profile",
                        "phase",
                        "progress",
                        "times",
                        "machine",
                        "job_id",
                        "next"),
                standing.fields().keySet());
        assertEquals("running", standing.text("state"));
        assertEquals("[12/88]", standing.text("progress"));
    }

    @Test
    void returnsQueuePositionAndReason() throws Exception {
        TaskStore tasks = new TaskStore(folder.resolve("home/.local/state/espctl"));
        tasks.begin(pending());
        tasks.folder("t-1")
                .saveLive(
                        new LiveStatus("queued", 0, 0, new QueueStatus(3, 40, "every machine is busy"), List.of(), 1));

        JsonObject standing = data(server.call("build.status", JsonObject.EMPTY));

        assertEquals("queued", standing.text("phase"));
        assertEquals(3, standing.whole("position", 0));
        assertEquals("every machine is busy", standing.text("reason"));
    }

    @Test
    void acceptsATaskOrAJobButNotBoth() throws Exception {
        JsonObject both = server.call("firmware.download", JsonObject.of("task_id", "t-1", "job_id", "j-1"));
        JsonObject unknown = server.call("firmware.download", JsonObject.of("job_id", "j-1"));

        assertTrue(McpExchange.text(both).contains("exclude each other"), McpExchange.text(both));
        assertTrue(
                McpExchange.text(unknown).contains("no task here was built with job 'j-1'"), McpExchange.text(unknown));
    }

    private TaskRecord pending() {
        Subject subject = new Subject(project.toString(), "demo", "esp32c3", null, "default", Profile.DEBUG, null);
        return TaskRecord.pending("t-1", subject, 1);
    }

    private static JsonObject data(JsonObject result) {
        assertFalse(result.flag("isError", false), result.toString());
        return result.object("structuredContent");
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.array(name).items().stream()
                .map(item -> String.valueOf(item.asText()))
                .toList();
    }
}
