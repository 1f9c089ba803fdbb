package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The version of an application, in every kind of repository. The right answer is that of git itself.
class AppVersionTest {
    private static final Environment HERE = new Environment(Map.of("PATH", System.getenv("PATH")));

    @TempDir
    Path base;

    private Path root;

    @BeforeEach
    void project() throws Exception {
        root = Files.createDirectory(base.toRealPath().resolve("app"));
        write(root, "CMakeLists.txt", "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(app)\n");
        write(root, "main/main.c", "void app_main(void) {}\n");
    }

    @Test
    void isOneWithoutARepository() {
        AppVersion version = decide(root);
        assertEquals(new AppVersion("1", "not in a git repository", null), version);
    }

    @Test
    void isOneBeforeTheFirstCommit() throws Exception {
        git(root, "init", "-q");
        assertEquals("1", decide(root).value());
        assertNull(decide(root).described());
    }

    @Test
    void isOneWithoutGit() throws Exception {
        commit(root);
        AppVersion version = decide(root, new Environment(Map.of("PATH", base.toString() + ":.:/nowhere")));
        assertEquals(new AppVersion("1", "git is not installed", null), version);
    }

    @Test
    void isOneInADamagedRepository() throws Exception {
        write(root, ".git", "gitdir: /nowhere\n");
        assertEquals(new AppVersion("1", "git describe finds no commit that it may read", null), decide(root));
    }

    @Test
    void followsTheRepositoryThroughItsLife() throws Exception {
        commit(root);
        describes(root);
        git(root, "tag", "light");
        assertEquals("light", describes(root));
        git(root, "tag", "-a", "-m", "annotated", "v1.0");
        assertEquals("v1.0", describes(root));
        commit(root);
        assertTrue(describes(root).startsWith("v1.0-1-g"));
        write(root, "main/main.c", "void app_main(void) { }\n");
        assertTrue(describes(root).endsWith("-dirty"));
        git(root, "add", "-A");
        assertTrue(describes(root).endsWith("-dirty"), "staged");
        commit(root);
        write(root, "untracked.txt", "x");
        assertTrue(describes(root).startsWith("v1.0-2-g"), "untracked files do not count");
        Files.delete(root.resolve("main/main.c"));
        assertTrue(describes(root).endsWith("-dirty"), "deleted");
        git(root, "checkout", "-q", "--", ".");
        git(root, "pack-refs", "--all");
        git(root, "gc", "-q");
        describes(root);
        git(root, "checkout", "-q", "--detach", "HEAD~1");
        describes(root);
        git(root, "checkout", "-q", "-b", "feature/deep/name");
        git(root, "tag", "rel/2.0+build.7");
        assertEquals("rel/2.0+build.7", describes(root));
        git(root, "tag", "ünïcode-✓");
        describes(root);
    }

    @Test
    void isThatOfAFolderInsideTheRepository() throws Exception {
        Path below = Files.createDirectories(root.resolve("apps/one"));
        write(below, "CMakeLists.txt", "project(one)\n");
        commit(root);
        git(root, "tag", "v7");
        assertEquals("v7", describes(below));
        write(root, "main/main.c", "// another part of the repository\n");
        assertEquals("v7-dirty", describes(below));
    }

    @Test
    void isThatOfAWorktreeASubmoduleAndAShallowClone() throws Exception {
        commit(root);
        git(root, "tag", "v1");
        commit(root);
        Path tree = base.resolve("tree");
        git(root, "worktree", "add", "-q", tree.toString());
        assertTrue(describes(tree).startsWith("v1-1-g"));

        Path outer = Files.createDirectory(base.resolve("outer"));
        git(outer, "init", "-q");
        git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", root.toString(), "fw");
        git(outer, "commit", "-q", "-m", "with the firmware");
        git(outer, "tag", "outer-9");
        assertTrue(describes(outer.resolve("fw")).startsWith("v1-1-g"), "of the submodule, not of what holds it");

        Path shallow = base.resolve("shallow");
        git(base, "clone", "-q", "--depth", "1", "--no-tags", "file://" + root, shallow.toString());
        assertTrue(describes(shallow).matches("[0-9a-f]{7,}"));
        Path separate = base.resolve("separate");
        git(
                base,
                "clone",
                "-q",
                "--separate-git-dir",
                base.resolve("elsewhere.git").toString(),
                root.toString(),
                separate.toString());
        assertTrue(describes(separate).startsWith("v1-1-g"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set(PROJECT_VER 1.2)                                | 1.2 | CMakeLists.txt",
                "set(PROJECT_VER \"2.0-rc1\" CACHE STRING \"\")      | 2.0-rc1 | CMakeLists.txt",
                "#set(PROJECT_VER 1.2)                               | v3 | git describe",
                "execute_process(COMMAND x OUTPUT_VARIABLE PROJECT_VER) |  | PROJECT_VER in CMakeLists.txt",
                "file(READ \"ver\" PROJECT_VER)                      |  | PROJECT_VER in CMakeLists.txt",
                "include(cmake/version.cmake)                        |  | PROJECT_VER in CMakeLists.txt",
                "include(${CMAKE_CURRENT_LIST_DIR}/cmake/version.cmake) |  | PROJECT_VER in CMakeLists.txt",
                "set(PROJECT_VERSION 4)                              | v3 | git describe",
                "set(V 1.2); set(PROJECT_VER ${V}-beta)               | 1.2-beta | CMakeLists.txt",
                "if(X); set(PROJECT_VER 9); endif()                   |  | PROJECT_VER in CMakeLists.txt",
                "project(app); set(PROJECT_VER 1.2)                   | v3 | git describe",
                "project(app); include(cmake/version.cmake)           | v3 | git describe",
            })
    void leavesCMakeItsPriority(String line, @Nullable String value, String decidedBy) throws Exception {
        write(root, "cmake/version.cmake", "string(APPEND PROJECT_VER x)\n");
        write(root, "CMakeLists.txt", line.replace("; ", "\n") + "\nproject(app)\n");
        commit(root);
        git(root, "tag", "v3");
        assertEquals(new AppVersion(value, decidedBy, "v3"), decide(root));
    }

    /// The right answers are those of `file(STRINGS)`, which ESP-IDF calls.
    @ParameterizedTest
    @CsvSource({"'1.4\n',1.4", "'1.5\r\n',1.5", "'1.6',1.6", "'v2 beta\n',v2 beta"})
    void readsVersionTxtLikeCMake(String text, String version) throws IOException {
        write(root, "version.txt", text);
        assertEquals(version, decide(root).value());
    }

    @Test
    void isThatOfTheRepositoryAroundAnEmptyOne() throws Exception {
        Path below = Files.createDirectories(root.resolve("apps/two"));
        write(below, "CMakeLists.txt", "project(two)\n");
        commit(root);
        git(root, "tag", "v8");
        Files.createDirectory(below.resolve(".git"));
        assertEquals("v8", describes(below));
    }

    @Test
    void isThatOfABranchNamedLikeATagAndOfAMergedTag() throws Exception {
        commit(root);
        git(root, "tag", "v1");
        git(root, "checkout", "-q", "-b", "v1");
        commit(root);
        describes(root);
        git(root, "checkout", "-q", "-b", "side", "HEAD~1");
        commit(root);
        git(root, "tag", "v2-side");
        git(root, "checkout", "-q", "heads/v1");
        git(root, "merge", "-q", "--no-edit", "side");
        describes(root);
    }

    @Test
    void takesTheFilesAndOptionsOfTheProjectFirst() throws Exception {
        commit(root);
        git(root, "tag", "v3");
        write(root, "CMakeLists.txt", "project(app VERSION 1.4.2 LANGUAGES C)\n");
        assertEquals("1.4.2", decide(root).value());
        write(root, "version.txt", "");
        assertEquals("1.4.2", decide(root).value(), "an empty version.txt decides nothing");
        write(root, "version.txt", "5.5\n");
        assertEquals("5.5", decide(root).value());
        assertEquals("v3-dirty", decide(root).described());
        assertEquals(
                "6",
                new StartedVersion(root, GitDescription.start(root, HERE))
                        .decide("esp32c3", List.of("PROJECT_VER=6"))
                        .value());
        write(root, "sdkconfig.defaults", "CONFIG_APP_PROJECT_VER_FROM_CONFIG=y\nCONFIG_APP_PROJECT_VER=\"7.7\"\n");
        assertEquals("7.7", decide(root).value());
        write(root, "sdkconfig.defaults.esp32c3", "CONFIG_APP_PROJECT_VER=\"7.8\"\n");
        assertEquals("7.8", decide(root).value());
        write(root, "sdkconfig", "CONFIG_IDF_TARGET=\"esp32c3\"\n# CONFIG_APP_PROJECT_VER_FROM_CONFIG is not set\n");
        assertEquals("5.5", decide(root).value(), "sdkconfig decides where it exists");
        write(root, "sdkconfig", "CONFIG_IDF_TARGET=\"esp32\"\n");
        assertEquals("7.8", decide(root).value(), "an sdkconfig of another chip is not used");
    }

    private static String describes(Path folder) throws Exception {
        AppVersion version = decide(folder);
        assertEquals("git describe", version.decidedBy());
        assertEquals(git(folder, "describe", "--always", "--tags", "--dirty"), version.described());
        assertEquals(version.described(), version.value());
        return String.valueOf(version.value());
    }

    private static AppVersion decide(Path folder) {
        return decide(folder, HERE);
    }

    private static AppVersion decide(Path folder, Environment environment) {
        return new StartedVersion(folder, GitDescription.start(folder, environment)).decide("esp32c3", List.of());
    }

    private static void commit(Path folder) throws Exception {
        if (!Files.exists(folder.resolve(".git"))) {
            git(folder, "init", "-q");
        }
        git(folder, "add", "-A");
        git(folder, "commit", "-q", "--allow-empty", "-m", "work");
    }

    private static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static String git(Path folder, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", folder.toString(), "-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
