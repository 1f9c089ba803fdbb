package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One value changes; every other byte of the file is its author's.
class ProjectEditTest {
    @TempDir
    Path folder;

    private Path root;
    private Path toml;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
        toml = root.resolve(".espctl.toml");
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                edit("comments and spacing", """
                        # my robot

                        default_target   =  "esp32c3"   # the first board
                        name = "robot"

                        [build]  # how
                        profile = "debug"
                        """, """
                        # my robot

                        default_target   =  "esp32c6"   # the first board
                        name = "robot"

                        [build]  # how
                        profile = "debug"
                        """),
                edit(
                        "line ends of Windows",
                        "name = \"a\"\r\ndefault_target = \"esp32c3\"\r\n[build]\r\nprofile = \"debug\"\r\n",
                        "name = \"a\"\r\ndefault_target = \"esp32c6\"\r\n[build]\r\nprofile = \"debug\"\r\n"),
                edit(
                        "a new line with the line ends of Windows",
                        "name = \"a\"\r\n\r\n[build]\r\n",
                        "name = \"a\"\r\ndefault_target = \"esp32c6\"\r\n\r\n[build]\r\n"),
                edit(
                        "a byte order mark",
                        "\uFEFFdefault_target = \"esp32c3\"\n",
                        "\uFEFFdefault_target = \"esp32c6\"\n"),
                edit(
                        "a byte order mark before a table",
                        "\uFEFF[build]\nprofile = \"debug\"\n",
                        "\uFEFFdefault_target = \"esp32c6\"\n\n[build]\nprofile = \"debug\"\n"),
                edit("a byte order mark and nothing else", "\uFEFF", "\uFEFFdefault_target = \"esp32c6\"\n"),
                edit("a key in quotes", "\"default_target\" = \"esp32c3\"\n", "\"default_target\" = \"esp32c6\"\n"),
                edit("a literal key and value", "'default_target'='esp32c3'\n", "'default_target'='esp32c6'\n"),
                edit(
                        "a value on several lines",
                        "default_target = \"\"\"\nesp32c3\"\"\" # odd\n",
                        "default_target = \"esp32c6\" # odd\n"),
                edit(
                        "no last line end",
                        "name = \"a\"\ndefault_target = \"esp32c3\"",
                        "name = \"a\"\ndefault_target = \"esp32c6\""),
                edit("no last line end and no such key", "name = \"a\"", "name = \"a\"\ndefault_target = \"esp32c6\""),
                edit(
                        "an inline table",
                        "build = { profile = \"debug\", params = [\"A=1\"] } # short\n",
                        "build = { profile = \"debug\", params = [\"A=1\"] } # short\ndefault_target = \"esp32c6\"\n"),
                edit("a comment that belongs to the table below it", """
                        # all of it

                        # how it is built
                        [build]
                        profile = "debug"
                        """, """
                        # all of it

                        default_target = "esp32c6"

                        # how it is built
                        [build]
                        profile = "debug"
                        """),
                edit("what only looks like the key", """
                        name = "default_target = \\"esp32\\" [x]"
                        # default_target = "esp32"
                        [upload]
                        ignore = [
                            "default_target = 1", # [not a table]
                            '[build]',
                        ]
                        """, """
                        name = "default_target = \\"esp32\\" [x]"
                        default_target = "esp32c6"
                        # default_target = "esp32"
                        [upload]
                        ignore = [
                            "default_target = 1", # [not a table]
                            '[build]',
                        ]
                        """),
                edit("comments only", "# nothing yet\n", "# nothing yet\ndefault_target = \"esp32c6\"\n"),
                edit("an empty file", "", "default_target = \"esp32c6\"\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void changesTheTargetAlone(String what, String before, String after) throws IOException {
        Files.writeString(toml, before);

        List<String> changed = new ProjectEdit(root).setTarget("esp32c6", false);
        List<String> again = new ProjectEdit(root).setTarget("esp32c6", false);

        assertEquals(after, Files.readString(toml));
        assertEquals(List.of(".espctl.toml"), changed);
        assertEquals(List.of(), again);
        assertEquals("esp32c6", new ProjectSettingsReader(root).read().defaultTarget());
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                edit(
                        "a table",
                        "[idf_version] # pinned\nversion = \"v5.1\" # old\n",
                        "[idf_version] # pinned\nversion = \"v5.4\" # old\n"),
                edit("a dotted key", "idf_version.version = 'v5.1'\n", "idf_version.version = 'v5.4'\n"),
                edit(
                        "a dotted key in quotes",
                        "\"idf_version\" . \"version\" = 'v5.1'\n",
                        "\"idf_version\" . \"version\" = 'v5.4'\n"),
                edit(
                        "an inline table",
                        "idf_version = { version = \"v5.1\" } # x\nname = \"a\"\n",
                        "idf_version = { version = \"v5.4\" } # x\nname = \"a\"\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void changesTheVersionWhereItIsPinned(String what, String before, String after) throws IOException {
        Files.writeString(toml, before);

        assertEquals(List.of(".espctl.toml"), new ProjectEdit(root).selectVersion("5.4"));

        assertEquals(after, Files.readString(toml));
        assertFalse(Files.exists(root.resolve(".idf-version")));
    }

    @Test
    void changesTheLineThatCountsInTheVersionFile() throws IOException {
        Path pin = root.resolve(".idf-version");
        Files.writeString(toml, "[idf_version]\nversion = \"v5.1\"\n");
        Files.writeString(pin, "\uFEFF# why: the driver\r\n\r\n  v5.2  \r\nv5.0\r\n");

        assertEquals(List.of(".idf-version"), new ProjectEdit(root).selectVersion("v5.4"));

        assertEquals("\uFEFF# why: the driver\r\n\r\n  v5.4  \r\nv5.0\r\n", Files.readString(pin));
        assertEquals("[idf_version]\nversion = \"v5.1\"\n", Files.readString(toml));
    }

    @Test
    void readsTheVersionBehindAByteOrderMark() throws IOException {
        Files.writeString(root.resolve(".idf-version"), "\uFEFF5.4\r\n");

        assertEquals(
                "v5.4",
                VersionRules.choose(null, root, ProjectSettings.none(), null).value());
    }

    @Test
    void addsOnlyWhatIsNotSaidYet() throws IOException {
        Files.writeString(toml, "# mine\nname = 'robot'");

        List<String> changed = new ProjectEdit(root).addSettings("other", "esp32c3");
        List<String> again = new ProjectEdit(root).addSettings("other", "esp32c6");

        assertEquals("# mine\nname = 'robot'\ndefault_target = \"esp32c3\"", Files.readString(toml));
        assertEquals(List.of(".espctl.toml"), changed);
        assertEquals(List.of(), again);
    }

    @Test
    void keepsTheModeOfTheFile() throws IOException {
        Files.writeString(toml, "default_target = \"esp32c3\"\n");
        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-rw----"));

        new ProjectEdit(root).setTarget("esp32c6", false);

        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(toml)));
    }

    @Test
    void leavesAReadOnlyFileAlone() throws IOException {
        Files.writeString(toml, "default_target = \"esp32c3\"\n");
        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("r--r--r--"));

        Failure refused = refused();

        assertEquals("project_unwritable", refused.code());
        assertEquals(toml + " is read-only", refused.sentence());
        assertEquals("chmod u+w " + toml, refused.hint());
        assertEquals("default_target = \"esp32c3\"\n", Files.readString(toml));
    }

    @Test
    void followsALinkInsideTheProject() throws IOException {
        Path real = Files.createDirectory(root.resolve("config")).resolve("espctl.toml");
        Files.writeString(real, "default_target = \"esp32c3\"\n");
        Files.createSymbolicLink(toml, Path.of("config/espctl.toml"));

        new ProjectEdit(root).setTarget("esp32c6", false);

        assertTrue(Files.isSymbolicLink(toml));
        assertEquals("default_target = \"esp32c6\"\n", Files.readString(real));
    }

    @Test
    void leavesWhatALinkNamesOutsideAlone() throws IOException {
        Path shared = folder.resolve("shared.toml");
        Files.writeString(shared, "default_target = \"esp32c3\"\n");
        Files.createSymbolicLink(toml, shared);

        assertTrue(
                refused().sentence().contains("outside the project"), refused().sentence());

        assertEquals("default_target = \"esp32c3\"\n", Files.readString(shared));
    }

    @Test
    void saysThatALinkLeadsNowhere() throws IOException {
        Files.createSymbolicLink(toml, Path.of("gone.toml"));

        assertTrue(refused().sentence().endsWith("is a broken link"), refused().sentence());
    }

    @Test
    void saysThatAFolderHasTheNameOfTheFile() throws IOException {
        Files.createDirectory(toml);
        Files.createDirectory(root.resolve(".idf-version"));

        assertTrue(refused().sentence().contains("is a folder"), refused().sentence());
        Failure version = assertThrows(Failure.class, () -> new ProjectEdit(root).selectVersion("v5.4"));
        assertTrue(version.sentence().contains("is a folder"), version.sentence());
    }

    @Test
    void saysThatTheFileIsNotUtf8() throws IOException {
        Files.write(toml, "name = \"k\u00fche\"\n".getBytes(StandardCharsets.ISO_8859_1));

        assertTrue(refused().sentence().endsWith("is not UTF-8"), refused().sentence());
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        Files.writeString(toml, "default_target = \"esp32c3\"\n");

        new ProjectEdit(root).setTarget("esp32c6", false);

        try (Stream<Path> files = Files.list(root)) {
            assertEquals(List.of(toml), files.toList());
        }
    }

    private Failure refused() {
        return assertThrows(Failure.class, () -> new ProjectEdit(root).setTarget("esp32c6", false));
    }

    private static Arguments edit(String what, String before, String after) {
        return Arguments.of(what, before, after);
    }
}
