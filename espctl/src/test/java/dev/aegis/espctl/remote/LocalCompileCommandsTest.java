package dev.aegis.espctl.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCompileCommandsTest {
    private static final String DEEP = "/src/_/_/_/_/_/_/_/_/_";

    @TempDir
    Path folder;

    @Test
    void namesThePathsOfThisComputer() throws IOException {
        assertEquals("""
                [
                {
                  "directory": "/home/kim/lamps/desk/build",
                  "command": "/opt/gcc -DROOT=\\"/home/kim/lamps/desk\\" -I/home/kim/lamps/desk/main -fmacro-prefix-map=/home/kim/lamps/desk=. -c /home/kim/lamps/components/led/led.c",
                  "file": "/home/kim/lamps/components/led/led.c"
                },
                { "file": "/opt/esp/idf/components/heap/heap.c" }
                ]
                """, written(Path.of("/home/kim/lamps/desk")));
    }

    /// A compile command is a shell command; the names of files are not.
    @Test
    void escapesBlanksInCommands() throws IOException {
        String text = written(Path.of("/home/kim/My Lamps/desk"));

        assertTrue(text.contains("-I/home/kim/My\\\\ Lamps/desk/main "), text);
        assertTrue(text.contains("\"file\": \"/home/kim/My Lamps/components/led/led.c\""), text);
    }

    @Test
    void isNotFetchedAgainUntilItChanges() throws IOException {
        Path here = Files.writeString(folder.resolve("compile_commands.json"), "[]");
        Artifact told = told("1");

        assertFalse(LocalCompileCommands.holds(here, told));
        LocalCompileCommands.put(here, told);
        assertTrue(LocalCompileCommands.holds(here, told));
        assertFalse(LocalCompileCommands.holds(here, told("2")));
        Files.writeString(here, "[ ]");
        assertFalse(LocalCompileCommands.holds(here, told));
    }

    private String written(Path project) throws IOException {
        Path machine = Files.writeString(folder.resolve("machine.json"), """
                [
                {
                  "directory": "%1$s/_/build",
                  "command": "/opt/gcc -DROOT=\\"%1$s/_\\" -I%1$s/_/main -fmacro-prefix-map=%1$s/_=. -c %1$s/components/led/led.c",
                  "file": "%1$s/components/led/led.c"
                },
                { "file": "/opt/esp/idf/components/heap/heap.c" }
                ]
                """.formatted(DEEP));
        Path copy = folder.resolve("copy.json");
        LocalCompileCommands.write(machine, copy, project);
        return Files.readString(copy);
    }

    private static Artifact told(String content) {
        return new Artifact(
                Artifact.Role.COMPILE_COMMANDS,
                "build/compile_commands.json",
                2,
                dev.aegis.protocol.Digest.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                null);
    }
}
