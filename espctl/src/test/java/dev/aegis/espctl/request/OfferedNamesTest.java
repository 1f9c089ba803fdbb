package dev.aegis.espctl.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.firmware.Chip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Misspelt chips and versions, in every place that can name one.
class OfferedNamesTest {
    private static final String VERSIONS = """
            {"versions":[{"version":"v5.3.1","targets":["esp32c3","esp32x9"],"machines":1},
                         {"version":"factory","targets":["esp32c3"],"machines":1}],"server_time":1}""";

    @TempDir
    Path folder;

    private Path project;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
        write("CMakeLists.txt", "project(demo)\n");
        environment.put("HOME", folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "esp32c33, esp32c3",
        "esp32-c3, esp32c3",
        "ESP32-C3, esp32c3",
        "ESP32C3, esp32c3",
        "Esp32S3, esp32s3",
        "esp32_s2, esp32s2",
        "esp23c6, esp32c6",
        "esp32s4, esp32s2",
        "esp32x, esp32",
        "c6, esp32c6",
        "P4, esp32p4",
        "esp32h3, esp32h2",
        "esp32c16, esp32c6",
        "ESP32-H21, esp32h21",
        "ESP32-S3-DevKitC-1, esp32s3",
        "esp32-wroom-32, esp32",
        "esp32c3-mini-1, esp32c3"
    })
    void namesTheChipThatWasMeant(String written, String meant) {
        Failure failure = assertThrows(Failure.class, () -> resolve(written, null));

        assertEquals("target_unknown", failure.code());
        assertEquals(ExitCode.USAGE, failure.exit());
        assertEquals("'" + written + "' (--target) is not a chip", failure.sentence());
        String hint = String.valueOf(failure.hint());
        assertTrue(hint.startsWith("did you mean " + meant + "? "), hint);
        assertFalse(hint.contains("["), hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "esp8266", "stm32", "", "../x", "esp32c3;reboot"})
    void refusesWhatIsNoChip(String written) {
        assertEquals(
                "target_unknown",
                assertThrows(Failure.class, () -> resolve(written, null)).code());
    }

    @Test
    void acceptsEveryChipOfEspIdf() {
        for (Chip chip : Chip.values()) {
            assertEquals(chip.target(), resolve(chip.target(), null).chip());
        }
        assertEquals(List.of("esp32h21", "esp32h4", "esp32s31"), Chip.targets(Chip.State.PREVIEW));
        assertEquals(10, Chip.targets(Chip.State.SUPPORTED).size());
    }

    @ParameterizedTest
    @CsvSource({
        ".espctl.toml, default_target = \"ESP32C3\"",
        "sdkconfig, CONFIG_IDF_TARGET=\"esp32c33\"",
        "sdkconfig.defaults, CONFIG_IDF_TARGET=ESP32S3",
        "CMakeLists.txt, set(IDF_TARGET esp32q3)"
    })
    void namesTheFileThatMisspellsIt(String file, String content) throws IOException {
        write(file, content + "\n");

        Failure failure = assertThrows(Failure.class, () -> resolve(null, null));

        assertEquals("target_unknown", failure.code());
        assertTrue(failure.sentence().contains("(" + file + ")"), failure.sentence());
        assertTrue(String.valueOf(failure.hint()).startsWith("did you mean esp32"), failure.hint());
        assertEquals(
                "target_unknown",
                assertThrows(Failure.class, () -> change().validate(project)).code());
    }

    @Test
    void noVerbWritesAMisspeltChip() {
        for (String wrong : List.of("esp32c33", "ESP32-C3")) {
            assertThrows(Failure.class, () -> change().create(folder, "robot", wrong, "hello_world"));
            assertThrows(Failure.class, () -> change().init(project, wrong, null, null));
            assertThrows(Failure.class, () -> change().setTarget(project, wrong));
        }
        assertFalse(Files.exists(folder.resolve("robot")));
        assertFalse(Files.exists(project.resolve(".espctl.toml")));
    }

    @ParameterizedTest
    @CsvSource({
        "banana, ",
        "v9.9.9, ",
        "V5.3.1, v5.3.1",
        "esp-idf-v5.3, v5.3",
        "v5.3.11, v5.3",
        "v5.7, v5.0",
        "mastr, master",
        "relase/v5.5, release/v5.5"
    })
    void namesTheVersionThatWasMeant(String written, @Nullable String meant) throws IOException {
        Failure failure = assertThrows(Failure.class, () -> resolve("esp32c3", written));

        assertEquals("idf_version_wrong", failure.code());
        assertEquals(ExitCode.USAGE, failure.exit());
        String hint = String.valueOf(failure.hint());
        assertEquals(meant != null, hint.startsWith("did you mean "), hint);
        assertTrue(meant == null || hint.startsWith("did you mean " + meant), hint);
        assertThrows(Failure.class, () -> change().selectVersion(project, written));
        assertFalse(Files.exists(project.resolve(".idf-version")));
        write(".idf-version", written + "\n");
        assertThrows(Failure.class, () -> change().validate(project));
        Files.delete(project.resolve(".idf-version"));
        environment.put("DEFAULT_IDF_VERSION", written);
        assertTrue(assertThrows(Failure.class, () -> resolve("esp32c3", null))
                .sentence()
                .contains("(DEFAULT_IDF_VERSION)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v5.3.1", "5.3.1", "v6.1", "v6.2-dev", "v5.5-rc1", "release/v5.5", "master", "v4.4.8"})
    void acceptsTheVersionsOfEspIdf(String written) {
        assertEquals("esp32c3", resolve("esp32c3", written).chip());
    }

    @Test
    void acceptsWhatOnlyAMachineHas() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer("/versions", 200, "application/json", VERSIONS);
            environment.put("CONTROL_BASE_URL", server.address());
            environment.put("MCP_AUTH_SECRET", "k");

            assertEquals("esp32x9", resolve("esp32x9", null).chip());
            assertEquals("factory", resolve("esp32c3", "factory").version().value());
            assertTrue(hint("esp32x8", null).startsWith("did you mean esp32x9? "), hint("esp32x8", null));
            assertTrue(hint("esp32c3", "factroy").startsWith("did you mean factory? machines have factory, v5.3.1"));
            assertTrue(hint("esp32c3", "v5.3.12").startsWith("did you mean v5.3.1? "), hint("esp32c3", "v5.3.12"));
        }
    }

    @Test
    void namesAPreview() {
        List<String> notes = new ScannedProjectNotes().of("esp32h4");

        assertTrue(notes.toString().contains("esp32h4 is a preview"), notes.toString());
        assertEquals(List.of(), new ScannedProjectNotes().of("esp32c61"));
    }

    private final class ScannedProjectNotes {
        List<String> of(String chip) {
            return ScannedProject.of(request(chip, null), context()).notes();
        }
    }

    private String hint(String chip, @Nullable String version) {
        return String.valueOf(
                assertThrows(Failure.class, () -> resolve(chip, version)).hint());
    }

    private ResolvedBuild resolve(@Nullable String chip, @Nullable String version) {
        return ResolvedBuild.of(request(chip, version), context());
    }

    private BuildRequest request(@Nullable String chip, @Nullable String version) {
        return BuildRequest.of(new BuildRequest.Place(project, null))
                .with(new BuildRequest.What(chip, version, null, List.of()));
    }

    private ChangeProject change() {
        return new ChangeProject(context());
    }

    private Context context() {
        return Context.of(new Environment(environment), project, "test");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(project.resolve(file), content);
    }
}
