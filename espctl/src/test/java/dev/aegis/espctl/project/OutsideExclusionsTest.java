package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is not sent of a folder outside the project, and entries of it that no build uses.
class OutsideExclusionsTest extends OutsideRepository {
    @Test
    void whatIsLeftOutByHandIsNotMissed() throws IOException {
        component("components/led");
        write("apps/sensor/.espctl.toml", "[upload]\nignore = [\"../../components\"]\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(List.of(), outside());
    }

    @Test
    void leavesOutAFolderBelowOneThatIsSent() throws IOException {
        component("components/led");
        component("components/big");
        write("apps/sensor/.espctl.toml", "[upload]\nignore = [\"../../components/big\"]\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(List.of("../../components"), outside());
        assertFalse(sent().stream().anyMatch(path -> path.contains("/big/")), sent().toString());
        assertEquals(".espctl.toml: ../../components/big", rule("../../components/big/"));
    }

    @Test
    void leavesOutFilesByPattern() throws IOException {
        component("components/led");
        write("components/led/docs/led.md", "");
        write("components/led/docs/deep/led.pdf", "");
        write("components/README.md", "");
        write("apps/sensor/.espctl.toml", "[upload]\nignore = [\"../../components/*/docs/\", \"../../**/*.md\"]\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(
                List.of("../../components/led/CMakeLists.txt", "../../components/led/led.c"),
                sent().stream().filter(path -> path.startsWith("../../c")).toList());
    }

    @Test
    void leavesOutAnAbsolutePath() throws IOException {
        component("components/led");
        component("components/big");
        write(
                "apps/sensor/.espctl.toml",
                "[upload]\nignore = [\"" + repository.resolve("components/big") + "\"]\nroot = \"../..\"\n");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertTrue(sent().contains("../../components/led/led.c"));
        assertFalse(sent().stream().anyMatch(path -> path.contains("/big/")), sent().toString());
    }

    @Test
    void leavesOutALoneFileThatIsOnlyIncluded() throws IOException {
        write("shared/version.c", "#include \"secret.h\"\n#include \"open.h\"\n");
        write("shared/secret.h", "");
        write("shared/open.h", "");
        write(
                "apps/sensor/.espctl.toml",
                "[upload]\ninclude = [\"../../shared/version.c\"]\nignore = [\"../../shared/secret.h\"]\n");

        assertEquals(
                List.of("../../shared/open.h", "../../shared/version.c"),
                sent().stream()
                        .filter(path -> path.startsWith("../../s"))
                        .sorted()
                        .toList());
    }

    @Test
    void keepsALinkToItsOwnFolder() throws IOException {
        Path led = component("components/led");
        Files.createSymbolicLink(led.resolve("here"), Path.of("."));
        Files.createSymbolicLink(led.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(project.resolve("main/here"), project.resolve("main"));
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        assertEquals(".", link("../../components/led/here"));
        assertEquals("self", link("../../components/led/self"));
        assertEquals(".", link("main/here"));
    }

    @Test
    void namesAFolderThatIsNotUtf8() throws IOException {
        component("components/led");
        Path odd =
                Path.of(java.net.URI.create(repository.resolve("components/led").toUri() + "k%E9"));
        Files.createDirectory(odd);
        Files.writeString(odd.resolve("x.h"), "");
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        Failure failure = refused("file_name_refused");
        assertEquals("the file name '../../components/led/k\\xe9' is not UTF-8", failure.sentence());
    }

    @Test
    void walksThousandsOfLinks() throws IOException {
        Path led = component("components/led");
        Files.createDirectory(led.resolve("links"));
        for (int i = 0; i < 3_000; i++) {
            write("components/led/files/" + i, "");
            Files.createSymbolicLink(led.resolve("links/" + i), Path.of("../files/" + i));
        }
        cmake("set(EXTRA_COMPONENT_DIRS ../../components)\n");

        Snapshot snapshot = scan();
        assertEquals(
                List.of("../../components"),
                snapshot.beside().folders().stream()
                        .map(SourcesBeside.Folder::path)
                        .toList());
        assertEquals(6_002, snapshot.beside().folders().getFirst().files());
        assertEquals(
                snapshot.folders().stream().distinct().count(),
                snapshot.folders().size());
    }

    private String rule(String path) {
        return scan().ignored().stream()
                .filter(ignored -> ignored.path().equals(path))
                .map(Snapshot.Ignored::rule)
                .findFirst()
                .orElse("sent");
    }
}
