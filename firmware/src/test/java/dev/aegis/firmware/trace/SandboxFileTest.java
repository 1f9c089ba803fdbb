package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxFileTest {
    @ParameterizedTest
    @CsvSource({
        "/src/_/_/_/_/_/_/_/_/_/_/main/main.c, main/main.c",
        "/src/_/_/_/_/_/_/_/repo/apps/_/main/main.c, main/main.c",
        "/src/_/_/_/_/_/_/_/_/_/components/led/led.c, ../components/led/led.c",
        "/src/_/_/_/_/_/_/_/_/lib/bus.c, ../../lib/bus.c",
        "/src/_/_/_/_/_/_/_/_/_/_/a_b/_/x.c, a_b/_/x.c",
        "/opt/esp/idf/components/heap/heap.c, /opt/esp/idf/components/heap/heap.c",
        "/src/main.c, /src/main.c"
    })
    void isRelativeToTheProject(String path, String relative) {
        assertEquals(relative, SandboxFile.relative(path));
    }
}
