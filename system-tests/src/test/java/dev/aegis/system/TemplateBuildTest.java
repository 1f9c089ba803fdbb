package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.project.ProjectTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new project of each template builds at once, for the chip that its settings name.
@Timeout(300)
class TemplateBuildTest {
    private static Fleet fleet;

    @TempDir
    Path folder;

    @BeforeAll
    static void startFleet() throws Exception {
        fleet = Fleet.start();
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello_world", "blink", "empty"})
    void buildsAtOnce(String template) throws Exception {
        EspctlUser user = new EspctlUser(folder, fleet.address());
        ProjectTemplate.named(template).create(folder, "fresh", "esp32c6");

        EspctlUser.Outcome built =
                user.run("build", "-C", folder.resolve("fresh").toString(), "--quiet");

        assertEquals(0, built.exit(), built.err());
        assertTrue(Files.isRegularFile(folder.resolve("fresh/build/fresh.bin")), built.out());
    }
}
