package dev.aegis.firmware.sbom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description is what ESP-IDF v5.3.1 wrote of hello_world for an esp32c3.
class SbomTest {
    private static final Instant BUILT = Instant.parse("2026-11-20T08:00:00.25Z");
    private static final Set<String> LIBRARIES = Set.of("libmain.a", "libfreertos.a", "libc.a", "libgcc.a");

    @TempDir
    Path folder;

    @Test
    void holdsAllThatTheStandardDemands() throws IOException {
        assertEquals(List.of(), SpdxCheck.faults(document(LIBRARIES)));
        assertEquals(List.of(), SpdxCheck.faults(document(Set.of())));
    }

    @Test
    void namesProjectIdfToolchainAndWhatWasLinked() throws IOException {
        JsonNode document = document(LIBRARIES);

        assertEquals(
                List.of(
                        "hello_world 1",
                        "esp-idf v5.3.1",
                        "riscv32-esp-elf-gcc esp-13.3-local",
                        "freertos v5.3.1",
                        "main 1"),
                document.path("packages").values().stream()
                        .map(one -> one.path("name").asString() + " "
                                + one.path("versionInfo").asString())
                        .toList());
        assertEquals(
                "pkg:github/espressif/esp-idf@v5.3.1",
                document.path("packages")
                        .path(1)
                        .path("externalRefs")
                        .path(0)
                        .path("referenceLocator")
                        .asString());
        assertTrue(document.path("relationships").values().stream()
                .anyMatch(one -> one.path("relationshipType").asString().equals("STATIC_LINK")
                        && one.path("relatedSpdxElement").asString().equals("SPDXRef-Component-freertos")));
    }

    @Test
    void countsEveryComponentWithCodeWhenNoMapTells() throws IOException {
        assertTrue(document(Set.of()).path("packages").size() > 50);
    }

    @Test
    void givesTheChecksumsOfTheFiles() throws IOException {
        JsonNode file = document(LIBRARIES).path("files").path(0);

        assertEquals("./hello_world.bin", file.path("fileName").asString());
        assertEquals(
                "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                file.path("checksums").path(0).path("checksumValue").asString());
        assertEquals(
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                file.path("checksums").path(1).path("checksumValue").asString());
    }

    @Test
    void isTheSameForTheSameBuildAndAnotherForAnother() throws IOException {
        assertArrayEquals(write(LIBRARIES), write(LIBRARIES));
        assertFalse(document(LIBRARIES)
                .path("documentNamespace")
                .asString()
                .equals(document(Set.of("libmain.a")).path("documentNamespace").asString()));
    }

    @Test
    void knowsTheVersionsOfManagedComponents() throws IOException {
        ProjectDescription project = new ProjectDescription(
                "lamp",
                "2.0",
                "v5.5.1",
                "esp32s3",
                "",
                List.of(new ProjectDescription.Component(
                        "espressif__led_strip", ProjectDescription.Origin.MANAGED, "libespressif__led_strip.a")));
        Map<String, String> locked = LockedVersions.read("""
                dependencies:
                  espressif/led_strip:
                    component_hash: 28c6509a727ef74925b372ed404772aeedf11cce10b78c3f69b3c66799095e2d
                    source:
                      registry_url: https://components.espressif.com/
                      type: service
                    version: 2.5.5
                  idf:
                    source:
                      type: idf
                    version: 5.5.1
                manifest_hash: 1234
                target: esp32s3
                version: 2.0.0
                """);

        JsonNode document = new JsonMapper().readTree(Sbom.write(project, Set.of(), locked, List.of(), BUILT));

        assertEquals(Map.of("espressif__led_strip", "2.5.5", "idf", "5.5.1"), locked);
        assertEquals(List.of(), SpdxCheck.faults(document));
        assertEquals(
                "pkg:generic/espressif/led_strip@2.5.5",
                document.path("packages")
                        .path(3)
                        .path("externalRefs")
                        .path(0)
                        .path("referenceLocator")
                        .asString());
    }

    @Test
    void refusesADescriptionThatIsNone() {
        for (String json : List.of("", "[]", "{\"project_name\":\"x\"}", "{\"project_name\":")) {
            assertEquals(
                    "project_description_malformed",
                    assertThrows(
                                    FirmwareException.class,
                                    () -> ProjectDescription.read(json.getBytes(StandardCharsets.UTF_8)))
                            .code());
        }
    }

    private JsonNode document(Set<String> libraries) throws IOException {
        return new JsonMapper().readTree(write(libraries));
    }

    private byte[] write(Set<String> libraries) throws IOException {
        Files.writeString(folder.resolve("hello_world.bin"), "hello");
        return Sbom.write(description(), libraries, Map.of(), List.of(Artifact.of(folder, "hello_world.bin")), BUILT);
    }

    private static ProjectDescription description() throws IOException {
        try (GZIPInputStream json = new GZIPInputStream(
                Objects.requireNonNull(SbomTest.class.getResourceAsStream("/sbom/project_description.json.gz")))) {
            return ProjectDescription.read(json.readAllBytes());
        }
    }
}
