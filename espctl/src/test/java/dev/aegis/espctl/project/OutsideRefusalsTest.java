package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Paths that may not or cannot be sent: each is told with its line and the next step, before anything is sent.
class OutsideRefusalsTest extends OutsideRepository {
    @Test
    void anUnsetVariableIsToldWithItsLine() {
        cmake("set(EXTRA_COMPONENT_DIRS $ENV{SHARED}/x)\n");

        Failure failure = refused("outside_variable_unset");
        assertTrue(failure.sentence().contains("CMakeLists.txt:1 uses the environment variable SHARED"));
        assertTrue(String.valueOf(failure.hint()).contains("export SHARED="));
    }

    @Test
    void aFolderThatDoesNotExist() {
        cmake("\n\nset(EXTRA_COMPONENT_DIRS ../nowhere)\n");

        Failure failure = refused("outside_missing");
        assertTrue(failure.sentence().startsWith("CMakeLists.txt:3 names ../nowhere"), failure.sentence());
    }

    @Test
    void aFolderThatDoesNotExistInABranchIsANote() {
        cmake("if(CONFIG_X)\nset(EXTRA_COMPONENT_DIRS ../nowhere)\nendif()\n");

        assertEquals(List.of(), outside());
        assertTrue(scan().beside().notes().getFirst().startsWith("CMakeLists.txt:2 names ../nowhere"));
    }

    @Test
    void aboveTheRepositoryIsRefusedWithTheLineToWrite() throws IOException {
        Files.createDirectories(temporary.resolve("elsewhere/led"));
        cmake("set(EXTRA_COMPONENT_DIRS ../../../elsewhere)\n");

        Failure failure = refused("outside_refused");
        assertTrue(failure.sentence().contains("outside the project's git repository " + repository));
        assertTrue(String.valueOf(failure.hint()).contains("include = [\"../../../elsewhere\"]"), failure.hint());

        write("apps/sensor/.espctl.toml", "[upload]\ninclude = [\"../../../elsewhere\"]\n");
        write("../elsewhere/led/led.c", "\n");
        assertEquals(List.of("../../../elsewhere"), outside());
    }

    @Test
    void withoutARepositoryEverythingOutsideIsAskedFor() throws IOException {
        Files.delete(repository.resolve(".git"));
        component("apps/components/led");
        cmake("set(EXTRA_COMPONENT_DIRS ../components)\n");

        refused("outside_refused");
        write("apps/sensor/.espctl.toml", "[upload]\nroot = \"..\"\n");
        assertEquals(List.of(".."), outside());
        assertTrue(sent().contains("../components/led/led.c"));
    }

    @Test
    void neverTheHomeFolderNorItsPrivateFolders() throws IOException {
        write("apps/sensor/.espctl.toml", "[upload]\ninclude = [\"../..\"]\n");
        Failure failure = refused("outside_private", repository);
        assertTrue(failure.sentence().contains("your home folder"), failure.sentence());

        write(".ssh/id_ed25519", "secret");
        write("apps/sensor/.espctl.toml", "[upload]\ninclude = [\"../../.ssh\"]\n");
        refused("outside_private", repository);

        write("apps/sensor/.espctl.toml", "");
        Files.createSymbolicLink(project.resolve("keys"), repository.resolve(".ssh"));
        refused("link_out_of_project", repository);
    }

    @Test
    void anAbsolutePathIsToldWithTheRelativeOne() throws IOException {
        component("components/led");
        cmake("set(EXTRA_COMPONENT_DIRS " + repository + "/components)\n");

        Failure failure = refused("outside_absolute");
        assertTrue(String.valueOf(failure.hint()).endsWith("${CMAKE_SOURCE_DIR}/../../components"), failure.hint());
    }

    @Test
    void namesThatDifferInCaseOnly() throws IOException {
        component("Lib/led");
        component("lib/motor");
        cmake("set(EXTRA_COMPONENT_DIRS ../../Lib ../../lib)\n");
        assertEquals(List.of("../../Lib", "../../lib"), outside());

        cmake("\nset(EXTRA_COMPONENT_DIRS ../../LIB)\n");
        Failure failure = refused("outside_missing");
        assertTrue(failure.sentence().startsWith("CMakeLists.txt:2 names ../../LIB"), failure.sentence());
        assertTrue(String.valueOf(failure.hint()).contains("../../Lib"), failure.hint());
    }

    @Test
    void anEmptySubmoduleIsTold() throws IOException {
        write(".gitmodules", "[submodule \"lib\"]\n\tpath = lib\n\turl = https://example.org/lib\n");
        Files.createDirectory(repository.resolve("lib"));
        cmake("set(EXTRA_COMPONENT_DIRS ../../lib)\n");

        Failure failure = refused("outside_missing");
        assertEquals("CMakeLists.txt:1 names ../../lib, and ../../lib is empty", failure.sentence());
        assertTrue(String.valueOf(failure.hint()).contains("git submodule update --init"), failure.hint());
    }

    @Test
    void aProjectThatIsASubmoduleAsksForTheRepositoryAroundIt() throws IOException {
        component("lib/led");
        write("apps/sensor/.git", "gitdir: ../../.git/modules/sensor\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../lib)\n");

        Failure failure = refused("outside_refused");
        assertTrue(String.valueOf(failure.hint()).contains("include = [\"../../lib\"]"), failure.hint());
    }

    @Test
    void whatIsIncludedOnlyIfItExistsIsNotMissed() {
        cmake("""
                include(../../local.cmake OPTIONAL)
                if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/../../private/keys.cmake")
                    include(../../private/keys.cmake)
                    list(APPEND EXTRA_COMPONENT_DIRS ../../private/components)
                endif()
                """);

        assertEquals(List.of(), outside());
        assertEquals(List.of(), scan().beside().notes());
    }

    @Test
    void theHomeFolderInAPathIsToldBeforeAnythingIsSent() throws IOException {
        write("../esp/lib/led/CMakeLists.txt", "");
        environment.put("HOME", temporary.toRealPath().toString());
        cmake("set(EXTRA_COMPONENT_DIRS $ENV{HOME}/esp/lib)\n");

        Failure failure = refused("outside_absolute");
        assertTrue(String.valueOf(failure.hint()).endsWith("${CMAKE_SOURCE_DIR}/../../../esp/lib"), failure.hint());
    }

    @Test
    void espIdfInTheRepositoryIsTold() throws IOException {
        write("esp-idf/tools/cmake/project.cmake", "include(${CMAKE_CURRENT_LIST_DIR}/idf.cmake)\n");
        write("esp-idf/tools/cmake/version.cmake", "set(IDF_VERSION_MAJOR 5)\n");
        write("apps/sensor/CMakeLists.txt", "include(../../esp-idf/tools/cmake/project.cmake)\nproject(app)\n");

        Failure failure = refused("outside_idf");
        assertTrue(
                String.valueOf(failure.hint()).contains("include($ENV{IDF_PATH}/tools/cmake/project.cmake)"),
                failure.hint());
    }

    @Test
    void aPointerOfGitLfsIsTold() throws IOException {
        component("components/led");
        write(
                "components/led/logo.bin",
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 1048576\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(
                List.of("../../components/led/logo.bin is a pointer of Git LFS, not the file itself;"
                        + " run: git lfs pull"),
                scan().beside().notes());
        assertTrue(sent().contains("../../components/led/logo.bin"));
    }
}
