package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.project.ProjectTemplate;
import java.nio.file.Files;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new project of each template builds without changes, for the chip in its settings.
@Timeout(300)
class TemplateBuildTest {
    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @ParameterizedTest
    @ValueSource(strings = {"hello_world", "blink", "empty"})
    void buildsWithoutChanges(String template) throws Exception {
        ProjectTemplate.named(template).create(user.folder(), "fresh", "esp32c6");

        EspctlUser.Outcome built =
                user.run("build", "-C", user.folder().resolve("fresh").toString(), "--quiet");

        assertEquals(0, built.exit(), built.err());
        assertTrue(Files.isRegularFile(user.folder().resolve("fresh/build/fresh.bin")), built.out());
    }
}
