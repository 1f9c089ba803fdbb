package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Layouts of repositories, each with the folders outside the project that its build needs.
class OutsideLayoutsTest extends OutsideRepository {
    @Test
    void nothingOutside() {
        assertEquals(List.of(), outside());
        assertNull(scan().beside().place());
        assertEquals("", scan().beside().sentence());
    }

    @Test
    void aFolderOfComponentsBesideTheProject() throws IOException {
        component("apps/components/led");
        cmake("set(EXTRA_COMPONENT_DIRS ../components)\n");

        assertEquals(List.of("../components"), outside());
        assertTrue(sent().containsAll(List.of("../components/led/led.c", "../components/led/CMakeLists.txt")));
        assertFalse(sent().stream().anyMatch(path -> path.startsWith("../../")));
    }

    @Test
    void oneComponentByName() throws IOException {
        component("components/led");
        component("components/unused");
        cmake("set(EXTRA_COMPONENT_DIRS \"${CMAKE_CURRENT_LIST_DIR}/../../components/led\")\n");

        assertEquals(List.of("../../components/led"), outside());
        assertFalse(sent().stream().anyMatch(path -> path.contains("unused")));
    }

    @Test
    void appendedOverSeveralLinesWithComments() throws IOException {
        component("components/led");
        component("libs/motor");
        cmake("""
                list(APPEND EXTRA_COMPONENT_DIRS
                    # the light
                    "${CMAKE_SOURCE_DIR}/../../components/led"  # quoted
                    ${CMAKE_CURRENT_SOURCE_DIR}/../../libs/motor
                )
                """);

        assertEquals(List.of("../../components/led", "../../libs/motor"), outside());
    }

    @Test
    void aVariableSetInTheSameFile() throws IOException {
        component("shared/one");
        cmake("""
                set(REPO_ROOT ${CMAKE_CURRENT_LIST_DIR}/../..)
                get_filename_component(SHARED "${REPO_ROOT}/shared" ABSOLUTE)
                set(EXTRA_COMPONENT_DIRS ${SHARED})
                """);

        assertEquals(List.of("../../shared"), outside());
    }

    @Test
    void listSeparatedBySemicolons() throws IOException {
        component("a/one");
        component("b/two");
        cmake("set(EXTRA_COMPONENT_DIRS \"../../a;../../b\")\n");

        assertEquals(List.of("../../a", "../../b"), outside());
    }

    @Test
    void anIncludedCMakeFileNamesTheFolders() throws IOException {
        component("components/led");
        write("cmake/common.cmake", "set(EXTRA_COMPONENT_DIRS ${CMAKE_CURRENT_LIST_DIR}/../components)\n");
        write("cmake/helper.py", "print()\n");
        cmake("include(../../cmake/common.cmake)\n");

        assertEquals(List.of("../../cmake", "../../components"), outside());
        assertTrue(sent().contains("../../cmake/helper.py"));
    }

    @Test
    void anIncludedCMakeFileAtTheTopTravelsAlone() throws IOException {
        write("common.cmake", "set(VERSION 1)\n");
        write("secret.txt", "x");
        cmake("include(${CMAKE_CURRENT_LIST_DIR}/../../common.cmake)\n");

        assertEquals(List.of("../../common.cmake"), outside());
        assertFalse(sent().contains("../../secret.txt"));
    }

    @Test
    void aManifestWithALocalPath() throws IOException {
        component("lib");
        write("apps/sensor/main/idf_component.yml", """
                dependencies:
                  idf: ">=5.0"
                  lib:
                    path: ../../../lib
                  remote:
                    git: https://example.org/x.git
                    path: ../../sub
                """);

        assertEquals(List.of("../../lib"), outside());
    }

    @Test
    void manifestsOfOutsideComponentsToo() throws IOException {
        component("lib/a");
        component("lib/b");
        component("vendor/c");
        write("lib/a/idf_component.yml", "dependencies:\n  b: {version: '*', override_path: '../b'}\n");
        write("lib/b/idf_component.yml", "dependencies:\n  \"org/c\":\n    override_path: \"../../vendor/c\" # ours\n");
        write("apps/sensor/main/idf_component.yml", "dependencies:\n  a:\n    path: ../../../lib/a\n");

        assertEquals(List.of("../../lib/a", "../../lib/b", "../../vendor/c"), outside());
    }

    @Test
    void sourcesAndHeadersOfAComponent() throws IOException {
        write("common/src/x.c", "#include \"x.h\"\n");
        write("common/src/x.h", "\n");
        write("common/include/y.h", "\n");
        write(
                "apps/sensor/main/CMakeLists.txt",
                "idf_component_register(SRCS \"main.c\" \"../../../common/src/x.c\"\n    INCLUDE_DIRS \".\" \"../../../common/include\")\n");

        assertEquals(List.of("../../common/include", "../../common/src"), outside());
    }

    @Test
    void aSourceAtTheTopTravelsWithItsIncludesOnly() throws IOException {
        write("x.c", "#include \"x.h\"\n#include <stdio.h>\n");
        write("x.h", "#include \"deep/z.h\"\n");
        write("deep/z.h", "\n");
        write("other.c", "\n");
        write("apps/sensor/main/CMakeLists.txt", "idf_component_register(SRCS main.c ../../../x.c)\n");

        assertEquals(List.of("../../deep/z.h", "../../x.c", "../../x.h"), outside());
    }

    @Test
    void aLinkToASiblingFolder() throws IOException {
        component("shared/led");
        Files.createDirectories(project.resolve("components"));
        Files.createSymbolicLink(project.resolve("components/led"), Path.of("../../../shared/led"));

        assertEquals(List.of("../../shared/led"), outside());
        assertEquals("../../../shared/led", link("components/led"));
    }

    @Test
    void anAbsoluteLinkToAFile() throws IOException {
        Path file = write("common/sdkconfig.defaults", "CONFIG_X=y\n");
        write("common/other.txt", "x");
        Files.createSymbolicLink(project.resolve("sdkconfig.defaults"), file);

        assertEquals(List.of("../../common/sdkconfig.defaults"), outside());
        assertEquals("../../common/sdkconfig.defaults", link("sdkconfig.defaults"));
    }

    @Test
    void aPathThroughALinkBesideTheProject() throws IOException {
        component("vendor/v2/led");
        Files.createSymbolicLink(repository.resolve("current"), Path.of("vendor/v2"));
        cmake("set(EXTRA_COMPONENT_DIRS ../../current)\n");

        assertEquals(List.of("../../vendor/v2"), outside());
        assertEquals("vendor/v2", link("../../current"));
    }

    @Test
    void anEnvironmentVariable() throws IOException {
        component("shared/led");
        environment.put("SHARED", repository.resolve("shared").toString());
        cmake("set(EXTRA_COMPONENT_DIRS $ENV{SHARED})\n");

        assertEquals(List.of("../../shared"), outside());
        assertEquals(Map.of("SHARED", "${PROJECT}/../../shared"), place().environment());
    }

    @Test
    void anEnvironmentVariableThatIsPartOfAPath() throws IOException {
        component("boards/devkit");
        component("boards/other");
        environment.put("BOARD", "devkit");
        cmake("set(EXTRA_COMPONENT_DIRS ${CMAKE_SOURCE_DIR}/../../boards/$ENV{BOARD})\n");

        assertEquals(List.of("../../boards/devkit"), outside());
        assertEquals(Map.of("BOARD", "devkit"), place().environment());
    }

    @Test
    void anUnsetVariableThatIsAskedForIsNoFailure() {
        cmake("if(DEFINED ENV{SHARED})\n  list(APPEND EXTRA_COMPONENT_DIRS $ENV{SHARED})\nendif()\n");

        assertEquals(List.of(), outside());
        assertEquals(List.of(), scan().beside().notes());
    }

    @Test
    void theExamplesOfEspIdfAreOnEveryMachine() {
        cmake("set(EXTRA_COMPONENT_DIRS $ENV{IDF_PATH}/examples/common_components/protocol_examples_common)\n");

        assertEquals(List.of(), outside());
    }

    @Test
    void bothBranchesOfACondition() throws IOException {
        component("boards/a");
        component("boards/b");
        cmake("""
                if(${IDF_TARGET} STREQUAL "esp32c3")
                    set(BOARD ../../boards/a)
                else()
                    set(BOARD ../../boards/b)
                endif()
                list(APPEND EXTRA_COMPONENT_DIRS ${BOARD})
                """);

        assertEquals(List.of("../../boards/a", "../../boards/b"), outside());
    }

    @Test
    void aLoopOverNames() throws IOException {
        component("components/a");
        component("components/b");
        component("components/c");
        cmake("foreach(name a b)\n  list(APPEND EXTRA_COMPONENT_DIRS ../../components/${name})\nendforeach()\n");

        assertEquals(List.of("../../components/a", "../../components/b"), outside());
    }

    @Test
    void aRootByHandSendsEverythingBelowIt() throws IOException {
        component("components/led");
        write("apps/other/main.c", "\n");
        write("docs/manual.pdf", "x");
        write(".gitignore", "*.pdf\n");
        write("apps/sensor/.espctl.toml", "[upload]\nroot = \"../..\"\n");

        assertEquals(List.of("../.."), outside());
        assertTrue(sent().containsAll(List.of("../../components/led/led.c", "../other/main.c", "main/main.c")));
        assertFalse(sent().stream().anyMatch(path -> path.endsWith(".pdf") || path.contains("/sensor/main")));
    }

    @Test
    void eachFolderHasItsOwnIgnoreRules() throws IOException {
        component("components/led");
        write("components/.gitignore", "*.o\n/out/\n!keep.o\nlog[0-9].txt\n");
        write("components/led/.espctlignore", "docs/\n");
        write("components/led/a.o", "x");
        write("components/led/keep.o", "x");
        write("components/out/x.c", "x");
        write("components/led/docs/x.md", "x");
        write("components/led/log1.txt", "x");
        write("components/led/.git/HEAD", "x");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(
                List.of(
                        "../../components/.gitignore",
                        "../../components/led/.espctlignore",
                        "../../components/led/CMakeLists.txt",
                        "../../components/led/keep.o",
                        "../../components/led/led.c"),
                sent().stream()
                        .filter(path -> path.contains("components/"))
                        .sorted()
                        .toList());
    }

    @Test
    void aComponentAboveTheProjectKeepsItsName() throws IOException {
        component("");
        cmake("set(EXTRA_COMPONENT_DIRS \"../..\")\n");

        assertEquals(List.of("../.."), outside());
        assertEquals(List.of("_", "repo"), place().parents());
    }

    @Test
    void defaultsAndPartitionTableBesideTheProject() throws IOException {
        write("common/sdkconfig.defaults", "CONFIG_PARTITION_TABLE_CUSTOM_FILENAME=\"../../tables/parts.csv\"\n");
        write("common/sdkconfig.defaults.esp32c3", "CONFIG_X=y\n");
        write("common/unrelated", "x");
        write("tables/parts.csv", "nvs,data,nvs,,0x4000\n");
        write("tables/other.csv", "x");
        cmake("set(SDKCONFIG_DEFAULTS \"${CMAKE_CURRENT_LIST_DIR}/../../common/sdkconfig.defaults\")\n");

        assertEquals(
                List.of(
                        "../../common/sdkconfig.defaults",
                        "../../common/sdkconfig.defaults.esp32c3",
                        "../../tables/parts.csv"),
                outside());
    }

    @Test
    void aSubdirectoryAndAPrebuiltLibrary() throws IOException {
        write("native/CMakeLists.txt", "add_library(native STATIC n.c ../third/t.c)\n");
        write("native/n.c", "\n");
        write("third/t.c", "\n");
        write("blobs/libx.a", "x");
        write("apps/sensor/main/CMakeLists.txt", """
                idf_component_register(SRCS main.c)
                add_subdirectory(../../../native native)
                add_prebuilt_library(x "../../../blobs/libx.a")
                """);

        assertEquals(List.of("../../blobs", "../../native", "../../third"), outside());
    }

    @Test
    void commentsBracketsAndOtherCommandsNameNothing() throws IOException {
        component("components/led");
        cmake("""
                # set(EXTRA_COMPONENT_DIRS ../../components)
                #[[ set(EXTRA_COMPONENT_DIRS ../../components) ]]
                message("../../components")
                execute_process(COMMAND git describe WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/../..)
                set(NOTE [[ ../../components ]])
                """);

        assertEquals(List.of(), outside());
    }

    @Test
    void twoProjectsOfOneRepositoryFindTheSameFolder() throws IOException {
        component("components/led");
        write("apps/display/main/CMakeLists.txt", "idf_component_register(SRCS main.c)\n");
        write("apps/display/CMakeLists.txt", "set(EXTRA_COMPONENT_DIRS ../../components)\n" + IDF);
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        List<String> here = outside();
        project = repository.resolve("apps/display");
        assertEquals(here, outside());
    }

    @Test
    void namesLeadBackDown() throws IOException {
        component("components/led");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals("_", link("../sensor"));
        assertEquals("_", link("../../apps"));
    }
}
