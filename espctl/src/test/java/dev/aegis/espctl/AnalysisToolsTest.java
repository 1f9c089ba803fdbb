package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The MCP tools for the analysis of finished builds.
class AnalysisToolsTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            """;
    private static final int MOST_TEXT = 4 * 1024;
    private static final int MOST_DATA = 4_608;

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
    void measuresABuildInBoundedAnswers() throws Exception {
        byte[] map = FinishedBuild.recorded("maps/hello_world.map");
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/ram_overflow.map"));
        builds.succeeded("t-2", 2000, map);

        for (String detail : List.of("summary", "components", "files")) {
            JsonObject result = call("size.run", JsonObject.of("detail", detail));
            JsonObject data = result.object("structuredContent");

            assertFalse(result.flag("isError", false), result.toString());
            assertEquals("t-2", data.text("task_id"));
            assertEquals(19_536, data.object("size_report").whole("flash_used", 0));
            assertEquals(969_648, data.object("size_report").whole("flash_remaining", 0));
            assertEquals("t-1", data.object("previous").text("task_id"));
            assertEquals(!detail.equals("summary"), data.object("size_report").has(detail));
            assertTrue(
                    data.toString().length() <= MOST_DATA,
                    detail + ": " + data.toString().length());
            assertTrue(
                    text(result).length() <= MOST_TEXT,
                    detail + ": " + text(result).length());
        }
    }

    @Test
    void saysThatTheFilesOfABuildWereReplaced() throws Exception {
        byte[] map = FinishedBuild.recorded("maps/hello_world.map");
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/ram_overflow.map"));
        builds.succeeded("t-2", 2000, map);
        builds.succeeded("t-3", 3000, map);

        JsonObject old = call("list_artifacts", JsonObject.of("task_id", "t-1"));
        assertEquals("t-3", old.object("structuredContent").text("replaced_by"));
        assertTrue(text(old).contains("replaced since by the files of task t-3"), text(old));
        JsonObject equal = call("list_artifacts", JsonObject.of("task_id", "t-2"));
        assertFalse(equal.object("structuredContent").has("replaced_by"), equal.toString());
    }

    @Test
    void readsAPrintedSizeReport() throws Exception {
        String printed = new String(
                FinishedBuild.recorded("idf-logs/size/c3-sizecomponents_format_json2.log"), StandardCharsets.UTF_8);

        JsonObject result = call("parse_size_report", JsonObject.of("report", printed));
        JsonObject nothing = call("parse_size_report", JsonObject.of("report", "ninja: no work to do."));

        JsonObject report = result.object("structuredContent").object("size_report");
        assertEquals(0xd8e20, report.whole("flash_remaining", 0));
        assertEquals("libc.a", report.array("components").objects().getFirst().text("name"));
        assertTrue(result.object("structuredContent").toString().length() <= MOST_DATA);
        assertTrue(nothing.flag("isError", false));
        assertTrue(text(nothing).contains("next: "), text(nothing));
    }

    @Test
    void writesABillOfMaterialsIntoTheProject() throws Exception {
        builds.succeeded("t-1", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        JsonObject written = call("sbom.create", JsonObject.EMPTY).object("structuredContent");

        Path file = project.resolve("build/sbom.spdx.json");
        assertEquals(file.toString(), written.text("path"));
        assertEquals(Digest.of(Files.readAllBytes(file)).hex(), written.text("sha256"));
    }

    @Test
    void namesTheNextStepWithoutABuild() throws Exception {
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        for (String tool : List.of("size.run", "sbom.create", "parse_size_report")) {
            JsonObject result = call(tool, JsonObject.EMPTY);
            assertTrue(result.flag("isError", false), tool);
            assertTrue(text(result).endsWith("next: build {}"), text(result));
        }
    }

    private static String text(JsonObject result) {
        return result.array("content").objects().getFirst().text("text");
    }

    private JsonObject call(String tool, JsonObject arguments) throws Exception {
        JsonObject call = JsonObject.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                JsonObject.of("name", tool, "arguments", arguments));
        EspctlProcess.Outcome outcome = espctl.run(INITIALIZE + call + "\n", "mcp", "serve");
        assertEquals(0, outcome.exit(), outcome.err());
        for (String line : outcome.out().lines().toList()) {
            JsonObject message = (JsonObject) JsonReader.read(line);
            if (message.whole("id", 0) == 1) {
                return message.object("result");
            }
        }
        throw new AssertionError("no answer: " + outcome.out());
    }
}
