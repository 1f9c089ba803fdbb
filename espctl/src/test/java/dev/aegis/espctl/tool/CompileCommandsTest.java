package dev.aegis.espctl.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.session.SandboxPaths;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompileCommandsTest {
    private static final String HERE = SandboxPaths.PROJECT;
    private static final String BESIDE = HERE.substring(0, HERE.lastIndexOf('/')) + "/components";

    @Test
    void translatesThePathsOfSourcesInTheProjectAndBesideIt() {
        assertEquals(
                commands(entry("/home/me/robot", "/home/me/robot/main/a.c", "cc -I/home/me/components/led -c a.c"))
                        .toString(),
                shown("/home/me/robot", entry(HERE, HERE + "/main/a.c", "cc -I" + BESIDE + "/led -c a.c")));
        assertEquals(
                commands(entry("/home/me/robot", "/home/me/components/led/led.c", "cc -c led.c"))
                        .toString(),
                shown("/home/me/robot", entry(HERE, BESIDE + "/led/led.c", "cc -c led.c")));
    }

    @Test
    void escapesThePathInACommandOnly() {
        assertEquals(
                commands(entry("/home/it's \"me\"", "/home/it's \"me\"/a.c", "cc -c /home/it\\'s\\ \\\"me\\\"/a.c"))
                        .toString(),
                shown("/home/it's \"me\"", entry(HERE, HERE + "/a.c", "cc -c " + HERE + "/a.c")));
    }

    @Test
    void readsTheShortPathOfEarlierMachines() {
        assertEquals(
                commands(entry("/p/build", "/p/a.c", "cc -I/p/x -I/x/project/y"))
                        .toString(),
                shown("/p", entry("/project/build", "/project/a.c", "cc -I/project/x -I/x/project/y")));
    }

    @Test
    void leavesOutSourcesOfEspIdfAndOfTheBuild() {
        assertEquals("[]", shown("/p", entry(HERE, "/idf/heap.c", "cc")), "those of ESP-IDF are not on this computer");
        assertEquals("[]", shown("/p", entry(HERE, HERE + "/build/made.c", "cc")));
    }

    private static String shown(String project, JsonObject entry) {
        return new CompileCommands(Path.of(project)).of(commands(entry).toString());
    }

    private static JsonArray commands(JsonObject entry) {
        return new JsonArray(List.of(entry));
    }

    private static JsonObject entry(String folder, String file, String command) {
        return JsonObject.of("directory", folder, "command", command, "file", file);
    }
}
