package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
    private static final Surroundings NOTHING_AROUND = new Surroundings(name -> null, null, List.of());

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
        write("CMakeLists.txt", "project(demo)");
        write("main/main.c", "void app_main(void) {}");
    }

    @Test
    void listsFilesWithDigestSizeAndExecutableBit() throws IOException {
        Path tool = write("tools/gen.sh", "echo");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

        List<ProjectFile> files = scan().entries();

        assertEquals(List.of("CMakeLists.txt", "main/main.c", "tools/gen.sh"), paths());
        assertTrue(files.getLast().executable());
        assertEquals(4, files.getLast().size());
    }

    @Test
    void leavesOutThePresetsOfCMakeAndSaysSo() throws IOException {
        assertEquals(Optional.empty(), PresetFiles.note(root));
        write("CMakePresets.json", "{\"version\": 3, \"configurePresets\": [{\"name\": \"default\"}]}");
        write("docs/CMakePresets.json", "{}");

        assertFalse(paths().contains("CMakePresets.json"));
        assertTrue(paths().contains("docs/CMakePresets.json"));
        assertEquals(
                Optional.of("the presets of CMakePresets.json are not used; write what a build needs of them in"
                        + " .espctl.toml: [build] params = [\"NAME=VALUE\"]"),
                PresetFiles.note(root));
    }

    @Test
    void leavesOutWhatBuildsAndToolsMake() throws IOException {
        write("build/demo.bin", "x");
        write(".git/HEAD", "x");
        write("tools/__pycache__/a.pyc", "x");
        write("sdkconfig.old", "x");
        write("managed_components/led/CMakeLists.txt", "kept: builds have no network");
        write("components/x/build/keep.c", "only the top build/ is a build");

        assertEquals(
                List.of(
                        "CMakeLists.txt",
                        "components/x/build/keep.c",
                        "main/main.c",
                        "managed_components/led/CMakeLists.txt"),
                paths());
        assertTrue(scan().ignored().contains(new Snapshot.Ignored("build/", "built in: /build/")));
    }

    @Test
    void obeysIgnoreFileAndSettingsAndLetsIncludeWin() throws IOException {
        write(".espctlignore", "# notes\n*.md\n/docs/\n");
        write("README.md", "x");
        write("docs/big.pdf", "x");
        write("docs/logo.png", "x");
        write("assets/a.wav", "x");
        write(".espctl.toml", "[upload]\nignore = [\"assets/*.wav\"]\ninclude = [\"docs/logo.png\"]\n");

        assertEquals(
                List.of(".espctl.toml", ".espctlignore", "CMakeLists.txt", "docs/logo.png", "main/main.c"), paths());
    }

    @Test
    void refusesAFileNameWithANewline() throws IOException {
        write("main/a\nb.c", "x");

        assertRefused("file_name_refused", "\\x0a");
    }

    @Test
    void refusesAFileNameThatIsNotUtf8() throws Exception {
        Process touch = new ProcessBuilder("/bin/sh", "-c", "touch \"$(printf 'main/\\377.c')\"")
                .directory(root.toFile())
                .start();
        assertEquals(0, touch.waitFor());

        assertRefused("file_name_refused", "main/\\xff.c");
    }

    @Test
    void acceptsAFileNameWithLettersOfOtherScripts() throws Exception {
        Process touch = new ProcessBuilder("/bin/sh", "-c", "touch \"$(printf 'main/gr\\303\\266\\303\\237e.c')\"")
                .directory(root.toFile())
                .start();
        assertEquals(0, touch.waitFor());

        assertTrue(paths().contains("main/gr\u00f6\u00dfe.c"), paths().toString());
    }

    @Test
    void keepsALinkInsideTheProject() throws IOException {
        Files.createSymbolicLink(root.resolve("main/alias.c"), Path.of("main.c"));
        Files.createSymbolicLink(root.resolve("up.c"), root.resolve("main/main.c"));

        List<ProjectFile> links =
                scan().entries().stream().filter(file -> file.link() != null).toList();

        assertEquals(
                List.of(ProjectFile.link("main/alias.c", "main.c"), ProjectFile.link("up.c", "main/main.c")), links);
    }

    @Test
    void refusesALinkOutOfTheProjectAndNamesBothPaths() throws IOException {
        Files.writeString(folder.resolve("secret"), "x");
        Files.createSymbolicLink(root.resolve("main/out.c"), Path.of("../../secret"));

        assertRefused(
                "link_out_of_project",
                "the link 'main/out.c' leads outside the project, to '" + folder.toRealPath() + "/secret'");
    }

    @Test
    void refusesAnAbsoluteLinkOutOfTheProject() throws IOException {
        Files.createSymbolicLink(root.resolve("passwd"), Path.of("/etc/passwd"));

        assertRefused("link_out_of_project", "'/etc/passwd'");
    }

    @Test
    void refusesALinkThatLeavesOverAnotherLink() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/b/top"), Path.of("../.."));
        Files.createSymbolicLink(root.resolve("sly"), Path.of("a/b/top/.."));

        assertRefused("link_out_of_project", "'sly'");
    }

    @Test
    void namesTheBiggestPartsOfAProjectThatIsTooLarge() throws IOException {
        write("assets/video/film.bin", "x".repeat(5000));
        write("assets/small.txt", "x");

        Failure failure = assertThrows(Failure.class, () -> scan(new ScanLimits(100, 1000)));

        assertEquals("project_too_large", failure.code());
        assertEquals(ExitCode.USAGE, failure.exit());
        assertTrue(failure.sentence().contains("assets/video/ (4.9 KB)"), failure.sentence());
    }

    @Test
    void namesTheFoldersWithTheMostFilesWhenThereAreTooMany() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("many/parts/" + i, "x");
        }

        Failure failure = assertThrows(Failure.class, () -> scan(new ScanLimits(10, 1_000_000)));

        assertTrue(failure.sentence().contains("many/parts/ (20 files)"), failure.sentence());
    }

    @Test
    void refusesAFolderWithoutCMakeLists() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("main.c"), "x");

        assertEquals("project_missing", refusal(other).code());
    }

    @Test
    void refusesAnEmptyFolder() throws IOException {
        assertEquals(
                "project_empty",
                refusal(Files.createDirectory(folder.resolve("empty"))).code());
    }

    @Test
    void pointsToTheProjectFurtherUp() {
        Failure failure = refusal(root.resolve("main"));

        assertTrue(String.valueOf(failure.hint()).endsWith("-C " + root), failure.hint());
    }

    @Test
    void seesAChangeThatKeepsTheSizeOfAFileThatWasScannedBefore() throws IOException {
        Path source = root.resolve("main/main.c");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        ProjectFile before = scan().entries().get(1);
        assertEquals(before, scan().entries().get(1));

        Files.writeString(source, "void app_main(void) {;");

        assertTrue(!before.equals(scan().entries().get(1)));
    }

    @Test
    void leavesOutSdkconfigOfAnotherChip() throws IOException {
        write("sdkconfig", "CONFIG_IDF_TARGET=\"esp32s3\"\n");

        Snapshot snapshot =
                Project.open(root).scan("esp32c3", NOTHING_AROUND, folder, Clock.systemUTC(), ScanLimits.standard());

        assertTrue(snapshot.ignored().contains(new Snapshot.Ignored("sdkconfig", "made for another chip")));
    }

    private void assertRefused(String code, String part) {
        Failure failure = assertThrows(Failure.class, this::scan);
        assertEquals(code, failure.code());
        assertTrue(failure.sentence().contains(part), failure.sentence());
        assertTrue(String.valueOf(failure.hint()).contains(".espctl.toml"), failure.hint());
    }

    private static Failure refusal(Path place) {
        return assertThrows(Failure.class, () -> Project.open(place));
    }

    private List<String> paths() {
        return scan().entries().stream().map(ProjectFile::path).toList();
    }

    private Snapshot scan() {
        return scan(ScanLimits.standard());
    }

    private Snapshot scan(ScanLimits limits) {
        return Project.open(root).scan("esp32c3", NOTHING_AROUND, folder.resolve("cache"), Clock.systemUTC(), limits);
    }

    private Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
