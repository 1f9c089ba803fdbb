package dev.aegis.firmware.errors.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Whose a path is, and its name from the project's root.
class ProjectPathsTest {
    private final ProjectPaths sandbox = new ProjectPaths("/project");

    @Test
    void namesSourcesBesideTheProjectFromItsRoot() {
        assertEquals("../components/hal/a.c", sandbox.relative("/project/../components/hal/a.c"));
        assertEquals("../../lib/y.c", sandbox.relative("/project/../../lib/y.c"));
        assertEquals("main/x.c", sandbox.relative("/project/main/../main/x.c"));
        assertTrue(sandbox.inProject("/project/../components/hal/a.c"));
        assertEquals("../components/hal/CMakeLists.txt", sandbox.cmakeListsOf("/project/../components/hal/a.c"));
    }

    @Test
    void knowsEspIdfByItsNamesAlone() {
        assertFalse(sandbox.inProject("/home/ann/esp/esp-idf/components/log/include/esp_log.h"));
        assertFalse(sandbox.inProject("C:\\Espressif\\frameworks\\esp-idf-v5.3\\components\\log\\log.c"));
        assertFalse(new ProjectPaths().inProject("/x/y/components/freertos/tasks.c"));
        assertTrue(new ProjectPaths().inProject("/x/y/components/pump/pump.c"));
    }

    @Test
    void learnsAProjectInsideEspIdf() {
        ProjectPaths paths = new ProjectPaths();
        paths.learnVendor("/home/ann/esp/esp-idf");
        paths.learnRoot("/home/ann/esp/esp-idf/examples/blink");

        assertEquals("main/blink.c", paths.relative("/home/ann/esp/esp-idf/examples/blink/main/blink.c"));
        assertFalse(paths.inProject("/home/ann/esp/esp-idf/components/log/log.c"));
    }
}
