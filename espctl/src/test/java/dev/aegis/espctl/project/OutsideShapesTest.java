package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways of writing the same need: each of them leads to the folders that CMake finds.
class OutsideShapesTest extends OutsideRepository {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set(NAMES led motor)\nforeach(n IN LISTS NAMES)\nlist(APPEND EXTRA_COMPONENT_DIRS \"../../lib/${n}\")\nendforeach()\n",
                "set(D led motor)\nlist(TRANSFORM D PREPEND ${CMAKE_SOURCE_DIR}/../../lib/)\nset(EXTRA_COMPONENT_DIRS ${D})\n",
                "file(GLOB EXTRA_COMPONENT_DIRS ../../lib/*)\n",
                "file(GLOB DIRS LIST_DIRECTORIES true CONFIGURE_DEPENDS \"${CMAKE_CURRENT_LIST_DIR}/../../lib/*\")\nforeach(d ${DIRS})\nif(EXISTS ${d}/CMakeLists.txt)\nlist(APPEND EXTRA_COMPONENT_DIRS ${d})\nendif()\nendforeach()\n",
                "string(REPLACE \"/apps/sensor\" \"/lib\" LIB ${CMAKE_CURRENT_LIST_DIR})\nset(EXTRA_COMPONENT_DIRS ${LIB}/led ${LIB}/motor)\n",
                "string(CONCAT ONE ${CMAKE_SOURCE_DIR} \"/../../lib/\" led)\nset(EXTRA_COMPONENT_DIRS ${ONE})\nstring(APPEND EXTRA_COMPONENT_DIRS \";../../lib/motor\")\n",
                "set(D ../../lib/led ../../lib/motor)\nlist(JOIN D \";\" ALL)\nset(EXTRA_COMPONENT_DIRS ${ALL})\n",
                "set(D ../../lib/led)\nlist(INSERT D 0 ../../lib/motor)\nset(EXTRA_COMPONENT_DIRS ${D})\n",
                "cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH UP)\ncmake_path(GET UP PARENT_PATH UP)\nset(EXTRA_COMPONENT_DIRS ${UP}/lib/led ${UP}/lib/motor)\n",
                "idf_build_set_property(EXTRA_COMPONENT_DIRS \"../../lib/led;../../lib/motor\" APPEND)\n",
                "function(use name)\nset(EXTRA_COMPONENT_DIRS ${EXTRA_COMPONENT_DIRS} ../../lib/${name} PARENT_SCOPE)\nendfunction()\nuse(led)\nuse(motor)\n",
            })
    void sendsTheTwoComponents(String cmake) throws IOException {
        component("lib/led");
        component("lib/motor");
        component("vendor/pins");
        write("lib/led/idf_component.yml", "dependencies:\n  pins:\n    path: ../../vendor/pins\n");
        cmake(cmake);

        assertTrue(
                sent().containsAll(
                                List.of("../../lib/led/led.c", "../../lib/motor/motor.c", "../../vendor/pins/pins.c")),
                sent().toString());
        assertEquals(List.of(), scan().beside().notes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if(DEFINED ENV{LIBS})\nset(D $ENV{LIBS})\nelse()\nset(D ../../lib)\nendif()\nset(EXTRA_COMPONENT_DIRS ${D})\n",
                "set(D $ENV{LIBS})\nif(NOT D)\nset(D ../../lib)\nendif()\nset(EXTRA_COMPONENT_DIRS ${D})\n",
                "set(D \"$ENV{LIBS}\")\nif(\"${D}\" STREQUAL \"\")\nset(D ../../lib)\nendif()\nset(EXTRA_COMPONENT_DIRS ${D})\n",
                "if(NOT DEFINED ENV{LIBS})\nset(ENV{LIBS} ${CMAKE_SOURCE_DIR}/../../lib)\nendif()\nset(EXTRA_COMPONENT_DIRS $ENV{LIBS})\n",
            })
    void takesTheDefaultOfAnUnsetVariable(String cmake) throws IOException {
        component("lib/led");
        component("other/led");
        cmake(cmake);

        assertEquals(List.of("../../lib"), outside());
        assertEquals(List.of(), scan().beside().notes());

        environment.put("LIBS", repository.resolve("other").toString());
        assertTrue(outside().contains("../../other"), outside().toString());
        assertEquals(Map.of("LIBS", "${PROJECT}/../../other"), place().environment());
    }

    @Test
    void aVariableThatOnlyAnUnsetOneDecidesIsNoPath() {
        cmake("if(NOT LIBS)\nset(LIBS \"$ENV{LIBS}\")\nendif()\ninclude(${LIBS}/ports/common.cmake)\n");

        assertEquals(List.of(), outside());
        assertEquals(List.of(), scan().beside().notes());
    }

    @Test
    void namesWithBlanksParenthesesAndAccents() throws IOException {
        component("shared libs (v2)/größe");
        project = repository.resolve("apps/fühler (neu) 2");
        write("apps/fühler (neu) 2/main/CMakeLists.txt", "idf_component_register(SRCS main.c)\n");
        write(
                "apps/fühler (neu) 2/CMakeLists.txt",
                "set(EXTRA_COMPONENT_DIRS \"${CMAKE_CURRENT_LIST_DIR}/../../shared libs (v2)\")\n" + IDF);

        assertEquals(List.of("../../shared libs (v2)"), outside());
        assertTrue(sent().contains("../../shared libs (v2)/größe/größe.c"));
        assertEquals("_", link("../fühler (neu) 2"));
    }

    @Test
    void aProjectInAFolderNamedBuild() throws IOException {
        component("components/led");
        project = repository.resolve("build");
        write("build/main/main.c", "");
        write("build/build/old.o", "");
        write("build/CMakeLists.txt", "set(EXTRA_COMPONENT_DIRS ../components)\n" + IDF);

        assertEquals(List.of("../components"), outside());
        assertTrue(sent().contains("main/main.c"));
        assertFalse(sent().contains("build/old.o"));
    }

    @Test
    void aBuildFolderBesideTheProjectStaysHere() throws IOException {
        component("components/led");
        write("components/led/test_app/build/CMakeCache.txt", "");
        write("components/led/test_app/build/big.o", "");
        write("apps/sensor/cmake-build-debug/CMakeCache.txt", "");
        write("apps/sensor/cmake-build-debug/big.o", "");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertFalse(sent().stream().anyMatch(path -> path.endsWith("big.o")), sent().toString());
        assertTrue(sent().contains("../../components/led/led.c"));
    }

    @Test
    void aProjectInsideTheComponentThatItTests() throws IOException {
        component("");
        project = repository.resolve("examples/demo");
        write("examples/demo/main/main.c", "");
        write("examples/demo/main/idf_component.yml", "dependencies:\n  org/repo:\n    override_path: ../../..\n");
        write("examples/demo/CMakeLists.txt", IDF);
        write("examples/other/main/main.c", "");

        assertEquals(List.of("../.."), outside());
        assertTrue(sent().contains("../../top.c"));
        assertFalse(sent().stream().anyMatch(path -> path.startsWith("../demo/")), sent().toString());
    }

    @Test
    void managedComponentsAsALink() throws IOException {
        component("cache/managed/org__led");
        Files.createSymbolicLink(project.resolve("managed_components"), repository.resolve("cache/managed"));

        assertEquals(List.of("../../cache/managed"), outside());
        assertEquals("../../cache/managed", link("managed_components"));
    }

    @Test
    void aFilledSubmoduleIsPartOfTheRepository() throws IOException {
        component("lib/led");
        write("lib/.git", "gitdir: ../.git/modules/lib\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../lib)\n");

        assertEquals(List.of("../../lib"), outside());
        assertFalse(sent().contains("../../lib/.git"));
    }

    @Test
    void aManifestWithAnEnvironmentVariable() throws IOException {
        component("lib/led");
        environment.put("LIBS", repository.resolve("lib").toString());
        write("apps/sensor/main/idf_component.yml", "dependencies:\n  led:\n    path: ${LIBS}/led\n");

        assertEquals(List.of("../../lib/led"), outside());
        assertEquals(Map.of("LIBS", "${PROJECT}/../../lib"), place().environment());

        write("apps/sensor/main/idf_component.yml", "dependencies:\n  led:\n    path: ${IDF_PATH}/examples/led\n");
        assertEquals(List.of(), outside());
        assertEquals(List.of(), scan().beside().notes());

        write("apps/sensor/main/idf_component.yml", "dependencies:\n  led:\n    path: ${LIBS}/led\n");
        environment.clear();
        Failure failure = refused("outside_variable_unset");
        assertTrue(failure.sentence().contains("main/idf_component.yml:3 uses the environment variable LIBS"));
    }

    @Test
    void aKconfigFileThatAnotherOneReads() throws IOException {
        write("common/Kconfig.pins", "config PIN\n    int \"pin\"\n");
        write("common/Kconfig.more", "config MORE\n    bool\n");
        write(
                "apps/sensor/main/Kconfig.projbuild",
                "menu \"x\"\n    rsource \"../../../common/Kconfig.pins\"\nendmenu\n");
        write("apps/sensor/main/Kconfig", "orsource \"../../../common/Kconfig.m*\"\norsource \"../../../none\"\n");

        assertTrue(
                sent().containsAll(List.of("../../common/Kconfig.more", "../../common/Kconfig.pins")),
                sent().toString());
    }

    @Test
    void pathsBehindOptionsOfTheCompilerAndTheLinker() throws IOException {
        write("inc/x.h", "");
        write("ld/extra.ld", "");
        write("blobs/libx.a", "");
        write("apps/sensor/main/CMakeLists.txt", """
                idf_component_register(SRCS main.c)
                target_compile_options(${COMPONENT_LIB} PRIVATE -I${CMAKE_CURRENT_LIST_DIR}/../../../inc)
                target_link_options(${COMPONENT_LIB} INTERFACE "-T" "../../../ld/extra.ld")
                target_link_libraries(${COMPONENT_LIB} INTERFACE "-L${CMAKE_CURRENT_LIST_DIR}/../../../blobs" x)
                """);

        assertEquals(List.of("../../blobs", "../../inc", "../../ld"), outside());
    }

    @Test
    void linksThatLeadToLinks() throws IOException {
        component("vendor/v2/led");
        component("shared/base");
        Files.createSymbolicLink(repository.resolve("vendor/v2/led/base"), Path.of("../../../shared/base"));
        Files.createSymbolicLink(repository.resolve("vendor/current"), Path.of("v2"));
        Files.createDirectories(project.resolve("components"));
        Files.createSymbolicLink(project.resolve("components/led"), Path.of("../../../vendor/current/led"));
        Files.move(project.resolve("main"), repository.resolve("shared/main"));
        Files.createSymbolicLink(project.resolve("main"), Path.of("../../shared/main"));

        assertEquals(List.of("../../shared/base", "../../shared/main", "../../vendor/v2/led"), outside());
        assertEquals("../../shared/main", link("main"));
        assertEquals("../../../vendor/v2/led", link("components/led"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if(WIN32)\nset(L C:/libs)\nelse()\nset(L ../../lib)\nendif()\nset(EXTRA_COMPONENT_DIRS ${L})\n",
                "set(EXTRA_COMPONENT_DIRS ../../lib $ENV{IDF_PATH}/examples/common_components/led_strip)\n",
                "set(IDF $ENV{IDF_PATH})\nset(EXTRA_COMPONENT_DIRS ../../lib ${IDF}/../other)\n",
                "include(${CMAKE_CURRENT_LIST_DIR}/../../lib/env.cmake)\nset(EXTRA_COMPONENT_DIRS ../../lib)\n",
                "set(EXTRA_COMPONENT_DIRS ../../lib CACHE PATH \"shared\")\n",
                "set(EXTRA_COMPONENT_DIRS\n  ../../lib # shared\n  # ../../old\n)\r\n",
            })
    void namesOneFolderAndNoOther(String cmake) throws IOException {
        component("lib/led");
        write("lib/env.cmake", "set(ENV{IDF_PATH} ${CMAKE_CURRENT_LIST_DIR}/../esp-idf)\n");
        cmake(cmake);

        assertEquals(List.of("../../lib"), outside());
        assertEquals(List.of(), scan().beside().notes());
    }

    @Test
    void headersThatAreOfTheBuildOnly() throws IOException {
        write("inc/x.h", "");
        write("apps/sensor/main/CMakeLists.txt", """
                idf_component_register(SRCS main.c)
                target_include_directories(${COMPONENT_LIB} PUBLIC
                    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/../../../inc> $<INSTALL_INTERFACE:include>)
                """);

        assertEquals(List.of("../../inc"), outside());
    }

    @Test
    void thousandsOfFilesAreScannedInOneWalk() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            write("components/led/src/" + i % 50 + "/f" + i + ".c", "int f" + i + ";\n");
        }
        write("components/led/CMakeLists.txt", "idf_component_register(SRC_DIRS src)\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        Snapshot snapshot = scan();
        assertEquals(5_001, snapshot.beside().folders().getFirst().files());
        assertEquals(snapshot.folders().stream().distinct().toList(), snapshot.folders());
    }

    @Test
    void largeIgnoredFoldersAreNotWalked() throws IOException {
        component("components/led");
        write("components/.gitignore", "data/\n");
        Path unreadable = Files.createDirectories(repository.resolve("components/data/inner"));
        Path own = Files.createDirectories(project.resolve("records/inner"));
        write("apps/sensor/.espctlignore", "records/\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        List<Path> walked = scan().folders();
        assertFalse(walked.contains(unreadable) || walked.contains(own), walked.toString());
    }
}
