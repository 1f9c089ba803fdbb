package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import org.junit.jupiter.api.Test;

/// Texts of ESP-IDF v5.3.1 whose reason stands beside the error, or is interrupted by the other output stream.
class ConfigureErrorsTest {
    @Test
    void readsOnPastLinesOfTheOtherStream() {
        BuildError error = first("""
                Dependencies lock doesn't exist, solving dependencies.
                CMake Error at /idf/tools/cmake/build.cmake:552 (message):
                  ERROR: Cannot establish a connection to the component registry.  Are you
                  connected to the internet?

                See also "/project/build/CMakeFiles/CMakeOutput.log".
                  URL:
                  https://components-file.espressif.com/components/espressif/led_strip.json

                Call Stack (most recent call first):
                  /idf/tools/cmake/project.cmake:710 (idf_build_process)
                  CMakeLists.txt:4 (project)
                """);

        assertEquals(
                "cannot fetch the component espressif/led_strip: Cannot establish a connection to the component"
                        + " registry. URL: https://components-file.espressif.com/components/espressif/led_strip.json",
                error.message());
    }

    @Test
    void findsTheCallerPastLinesOfTheOtherStream() {
        BuildError error = first("""
                CMake Error at /idf/tools/cmake/component.cmake:475 (message):
                -- Configuring incomplete, errors occurred!
                  idf_component_register: the folder of the board

                  is empty
                Call Stack (most recent call first):
                -- Adding linker script /idf/components/esp_rom/esp32c3/ld/esp32c3.rom.ld
                  main/CMakeLists.txt:7 (idf_component_register)

                See also "/project/build/CMakeFiles/CMakeOutput.log".
                """);

        assertEquals("main/CMakeLists.txt:7", error.place());
        assertEquals("idf_component_register: the folder of the board is empty", error.message());
    }

    @Test
    void endsAnErrorWhereTheOtherStreamGoesOn() {
        BuildError error = first("""
                CMake Error at main/CMakeLists.txt:2 (message):
                  no board


                -- Configuring incomplete, errors occurred!
                See also "/project/build/CMakeFiles/CMakeOutput.log".
                  and what another program prints
                """);

        assertEquals("no board", error.message());
    }

    @Test
    void saysWhichFieldOfAManifestIsWrong() {
        BuildError error = first("""
                Running cmake in directory /project/build
                Invalid field "dependencies:espressif/led_strip": Unknown fields "verison" under "dependencies" field that may affect build result
                CMake Error at /idf/tools/cmake/build.cmake:552 (message):
                  ERROR: Manifest is not valid

                Call Stack (most recent call first):
                  /idf/tools/cmake/project.cmake:710 (idf_build_process)
                  CMakeLists.txt:4 (project)
                """);

        assertTrue(error.message().startsWith("Invalid field \"dependencies:espressif/led_strip\""), error.message());
        assertEquals(Category.COMPONENT, error.category());
    }

    @Test
    void saysTheReasonOfAProgramThatStoppedTheConfiguration() {
        BuildError error = first("""
                -- Building ESP-IDF components for target esp32c3
                CMake Error at /idf/tools/cmake/component.cmake:225 (message):
                  fatal: not a git repository (or any parent up to mount point /project)

                  Stopping at filesystem boundary (GIT_DISCOVERY_ACROSS_FILESYSTEM not set).

                  no board given in BOARD

                  CMake Error at /project/main/CMakeLists.txt:1
                  (execute_process):

                    execute_process failed command indexes:

                      1: "Child return code: 1"

                  Call Stack (most recent call first):

                    /idf/tools/cmake/scripts/component_get_requirements.cmake:107 (include)
                """);

        assertEquals("main/CMakeLists.txt:1", error.place());
        assertEquals(
                "execute_process failed command indexes: 1: \"Child return code: 1\": no board given in BOARD",
                error.message());
    }

    @Test
    void advisesOnASourcedFileThatIsMissing() {
        BuildError error = first("""
                CMake Error at /idf/tools/cmake/kconfig.cmake:203 (message):
                kconfiglib.core.KconfigError: /project/main/Kconfig.projbuild:2: '/more.Kconfig' not found (in 'source "$(X)/more.Kconfig"'). Check that environment variables are set correctly (e.g. $srctree, which is unset or blank). Also note that unset environment variables expand to the empty string.
                """);

        assertEquals("main/Kconfig.projbuild:2", error.place());
        assertEquals("add the file, or correct its path or the variable in it", error.hint());
    }

    private static BuildError first(String log) {
        BuildLogReader reader = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        log.lines().forEach(reader::line);
        return reader.report().first().orElseThrow();
    }
}
