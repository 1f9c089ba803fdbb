package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.project.Project;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Spellings of project folders in tool calls, and folders that change.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpPathsTest {
    private static final Map<String, String> OF_OTHER_SYSTEMS = Map.ofEntries(
            Map.entry("C:\\Users\\me\\demo", "drive letter"),
            Map.entry("c:/users/me/demo", "drive letter"),
            Map.entry("D:", "drive letter"),
            Map.entry("/C:/demo", "drive letter"),
            Map.entry("file:///C:/demo", "drive letter"),
            Map.entry("file:///c%3A/demo", "drive letter"),
            Map.entry("\\\\server\\share\\demo", "network share"),
            Map.entry("//server/share/demo", "network share"),
            Map.entry("\\\\?\\C:\\demo", "network share"),
            Map.entry("\\\\wsl$\\Debian\\home", "network share"),
            Map.entry("..\\demo", "backslashes"),
            Map.entry("file://server/demo", "on another computer, server"),
            Map.entry("file:///a%zz", "not a file address"),
            Map.entry("https://example.org/demo", "an address (https)"),
            Map.entry("vscode-remote://ssh/demo", "an address (vscode-remote)"),
            Map.entry("~somebody/demo", "another user's home"),
            Map.entry("a\0b", "no path can have"),
            Map.entry("/x".repeat(3000), "longer than 4096"));

    @TempDir
    Path folder;

    private Path home;
    private Path here;
    private McpClient client;

    @BeforeEach
    void serve() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        here = project(folder.resolve("here"));
        client = new EspctlProcess(home, here).mcp();
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void findsProjectsInEverySpellingOfTheirFolder() throws Exception {
        Path inHome = project(home.resolve("demo"));
        Path sub = project(here.resolve("sub dir"));
        Path lines = project(folder.resolve("two\nlines"));
        Path spaces = project(folder.resolve(" a b "));

        assertEquals(here, root("."));
        assertEquals(here, root(" "));
        assertEquals(here, root("../here"));
        assertEquals(here, root("sub dir/.."));
        assertEquals(sub, root("sub dir"));
        assertEquals(sub, root(" sub dir "));
        assertEquals(inHome, root("~/demo"));
        assertEquals(sub, root(sub.toUri().toString()));
        assertEquals(sub, root("file:" + sub.toUri().getRawPath()));
        assertEquals(sub, root("FILE://localhost" + sub.toUri().getRawPath()));
        assertEquals(lines, root(lines.toString()));
        assertEquals(spaces, root(spaces.toString()));
    }

    @Test
    void acceptsComposedAndDecomposedAccents() throws Exception {
        Path apart = project(folder.resolve(Normalizer.normalize("g\u00e9n\u00fc\u00df", Normalizer.Form.NFD)));
        Path composed = project(folder.resolve(Normalizer.normalize("h\u00e9h\u00e9", Normalizer.Form.NFC)));

        assertEquals(apart, root(Normalizer.normalize(apart.toString(), Normalizer.Form.NFC)));
        assertEquals(composed, root(Normalizer.normalize(composed.toString(), Normalizer.Form.NFD)));
        assertEquals(apart, root("../g\u00e9n\u00fc\u00df"));
    }

    @Test
    void refusesPathsOfOtherSystemsByName() throws Exception {
        for (Map.Entry<String, String> foreign : OF_OTHER_SYSTEMS.entrySet()) {
            String said = refusal(foreign.getKey());
            assertTrue(said.contains(foreign.getValue()), said);
            assertTrue(said.contains("fix: call again with project as an absolute path"), said);
        }
    }

    @Test
    void treatsEveryLinkToAProjectAsTheProject() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), here);
        Path above = Files.createSymbolicLink(folder.resolve("above"), folder);

        assertEquals(here, root(link.toString()));
        assertEquals(here, root(above.resolve("link").toString()));
        assertEquals(
                Project.open(here).key("salt"),
                Project.open(above.resolve("link")).key("salt"));
        try (McpClient linked = new EspctlProcess(home, folder).mcp("--project", link.toString())) {
            assertEquals(
                    here.toString(),
                    linked.call("generate_build_plan", JsonObject.of("target", "esp32c3"))
                            .text("project_root"));
            // The answer names the project of the tasks.
            String said = text(linked.result("list_artifacts", JsonObject.of("target", "esp32c3")));
            assertTrue(said.contains(here + " was not built for esp32c3 yet"), said);
        }
    }

    @Test
    void reportsAFileInPlaceOfTheFolder() throws Exception {
        Files.writeString(folder.resolve("file"), "x");

        assertTrue(refusal(folder + "/file").startsWith(folder + "/file is a file, not a folder"));
        assertTrue(refusal("/dev/null").startsWith("/dev/null is a file, not a folder"));
        assertTrue(refusal(folder + "/file/below").startsWith("no such folder: " + folder + "/file/below"));
    }

    @Test
    void reportsARemovedProjectAndFindsItAgain() throws Exception {
        Path aside = folder.resolve("aside");
        Files.move(here, aside);

        for (String tool : List.of("generate_build_plan", "build", "get_clean_plan", "validate_config")) {
            JsonObject result = client.result(tool, JsonObject.EMPTY);
            assertTrue(result.flag("isError", false), tool);
            assertTrue(text(result).startsWith("no such folder: " + here), text(result));
        }
        client.call("doctor", JsonObject.EMPTY);

        Files.move(aside, here);
        assertEquals(here, root("."));
    }

    @Test
    void startsInAnyWorkingFolder() throws Exception {
        try (McpClient atRoot = new EspctlProcess(home, Path.of("/")).mcp()) {
            JsonObject lost = atRoot.result("build", JsonObject.of("target", "esp32c3"));
            assertTrue(text(lost).contains("/ has no CMakeLists.txt"), text(lost));
            assertTrue(text(lost).contains("fix: call again with project"), text(lost));
            assertEquals(
                    here.toString(),
                    atRoot.call("generate_build_plan", JsonObject.of("target", "esp32c3", "project", here.toString()))
                            .text("project_root"));
        }
    }

    private Path root(String written) throws IOException {
        return Path.of(client.call("generate_build_plan", JsonObject.of("target", "esp32c3", "project", written))
                .text("project_root"));
    }

    private String refusal(String written) throws IOException {
        JsonObject result =
                client.result("generate_build_plan", JsonObject.of("target", "esp32c3", "project", written));
        assertTrue(result.flag("isError", false), result.toString());
        return text(result);
    }

    private static String text(JsonObject result) {
        return result.array("content").objects().getFirst().text("text");
    }

    private static Path project(Path root) throws IOException {
        Files.createDirectories(root.resolve("main"));
        Files.writeString(root.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(root.resolve("main/main.c"), "void app_main(void) {}\n");
        return root;
    }
}
