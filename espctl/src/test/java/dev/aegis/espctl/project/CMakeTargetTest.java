package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chip of a project whose CMakeLists.txt decides it.
class CMakeTargetTest {
    private static final String END = "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(demo)\n";

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set(IDF_TARGET esp32p4)\n",
                "set(IDF_TARGET \"esp32p4\")\n",
                "SET( IDF_TARGET\n   esp32p4   # the board has one\n)\n",
                "set(IDF_TARGET esp32p4 CACHE STRING \"the chip\" FORCE)\n",
                "set(ENV{IDF_TARGET} esp32p4)\n",
                "set(ENV{IDF_TARGET} \"esp32p4\")\n",
                "set(BOARD_CHIP esp32p4)\nset(IDF_TARGET ${BOARD_CHIP})\n",
                "if(NOT DEFINED IDF_TARGET)\n  set(IDF_TARGET esp32p4)\nendif()\n",
                "if(NOT DEFINED ENV{IDF_TARGET})\nset(ENV{IDF_TARGET} esp32p4)\nendif()\n",
                "# set(IDF_TARGET esp32c3)\n#[[ set(IDF_TARGET esp32c3) ]]\nset(IDF_TARGET esp32p4)\n",
                "message(\"set(IDF_TARGET esp32c3)\")\nset(IDF_TARGET [=[esp32p4]=])\n",
            })
    void isReadFromCMake(String begin) throws IOException {
        write("CMakeLists.txt", begin + END);

        assertEquals(new Choice("esp32p4", "CMakeLists.txt"), target(null));
    }

    @Test
    void oneThatIsSetAlwaysDecidesBeforeSdkconfig() throws IOException {
        write("CMakeLists.txt", "set(IDF_TARGET esp32p4)\n" + END);
        write("sdkconfig", "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        assertEquals("esp32p4", target(null).value());
        Failure failure = assertThrows(Failure.class, () -> target("esp32c3"));
        assertEquals("target_conflict", failure.code());
        assertEquals(
                "CMakeLists.txt sets IDF_TARGET to esp32p4, which has priority over --target esp32c3",
                failure.sentence());
        assertEquals("esp32p4", target("esp32p4").value());
    }

    @Test
    void oneThatIsSetAfterTheCallOfProjectHasNoEffect() throws IOException {
        write("CMakeLists.txt", END + "set(IDF_TARGET esp32p4)\n");
        write("sdkconfig", "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        assertEquals(new Choice("esp32c3", "sdkconfig"), target(null));
    }

    @Test
    void oneThatIsSetUnderAConditionIsADefault() throws IOException {
        write("CMakeLists.txt", "if(NOT IDF_TARGET)\nset(IDF_TARGET esp32p4)\nendif()\n" + END);
        assertEquals("esp32c3", target("esp32c3").value());
        write("sdkconfig", "CONFIG_IDF_TARGET=\"esp32c6\"\n");
        assertEquals(new Choice("esp32c6", "sdkconfig"), target(null));
    }

    @Test
    void severalChipsUnderConditionsDecideNothing() throws IOException {
        write("CMakeLists.txt", """
                if(BOARD STREQUAL "a")
                  set(IDF_TARGET esp32p4)
                elseif(BOARD STREQUAL "b")
                  set(IDF_TARGET esp32c3)
                endif()
                """ + END);

        assertEquals(
                "target_missing",
                assertThrows(Failure.class, () -> target(null)).code());
        write("sdkconfig.defaults", "CONFIG_IDF_TARGET=\"esp32s3\"\n");
        assertEquals(new Choice("esp32s3", "sdkconfig.defaults"), target(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set(SDKCONFIG_DEFAULTS \"sdkconfig.defaults;boards/p4/sdkconfig.board\")\n",
                "set(SDKCONFIG_DEFAULTS sdkconfig.defaults boards/p4/sdkconfig.board)\n",
                "set(SDKCONFIG_DEFAULTS ${CMAKE_CURRENT_LIST_DIR}/boards/p4/sdkconfig.board CACHE STRING \"\")\n",
                """
                set(SDKCONFIG_DEFAULTS "sdkconfig.defaults")
                list(APPEND SDKCONFIG_DEFAULTS "boards/p4/sdkconfig.board")
                """,
                "set(BOARD p4)\nset(SDKCONFIG_DEFAULTS \"${CMAKE_SOURCE_DIR}/boards/${BOARD}/sdkconfig.board\")\n",
            })
    void isReadFromTheListOfDefaults(String begin) throws IOException {
        write("CMakeLists.txt", begin + END);
        write("sdkconfig.defaults", "CONFIG_IDF_TARGET=\"esp32\"\n");
        write("boards/p4/sdkconfig.board", "CONFIG_X=y\nCONFIG_IDF_TARGET=\"esp32p4\"\n");

        assertEquals(new Choice("esp32p4", "boards/p4/sdkconfig.board"), target(null));
    }

    @Test
    void theListOfDefaultsMayBeInTheEnvironment() throws IOException {
        write("CMakeLists.txt", END);
        write("a.cfg", "CONFIG_IDF_TARGET=\"esp32h2\"\n");
        write("b.cfg", "CONFIG_Y=y\n");

        assertEquals(
                new Choice("esp32h2", "a.cfg"),
                Project.open(root).target(null, new Environment(Map.of("SDKCONFIG_DEFAULTS", "a.cfg;b.cfg"))));
    }

    private Choice target(@Nullable String flag) {
        return Project.open(root).target(flag, new Environment(Map.of()));
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }
}
