package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.testkit.ExampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A repository with two projects and shared components, built remotely.
@Timeout(300)
class RepositoryBuildTest {
    private static final String PROJECT =
            "cmake_minimum_required(VERSION 3.16)\n%sinclude($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(%s)\n";

    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();
    private Path repository;

    @BeforeEach
    void repository() throws IOException {
        repository = Files.createDirectories(user.folder().resolve("repo"));
        Files.createDirectory(repository.resolve(".git"));
        component("apps/components/led");
        component("lib/motor");
        component("lib/gear");
        component("shared/sound");
        write("lib/motor/idf_component.yml", "dependencies:\n  gear:\n    path: ../gear\n");

        ExampleProject.named("hello_world").copyTo(repository.resolve("apps/sensor"));
        write("apps/sensor/CMakeLists.txt", PROJECT.formatted("set(EXTRA_COMPONENT_DIRS ../components)\n", "sensor"));
        write("apps/sensor/main/idf_component.yml", "dependencies:\n  motor:\n    path: ../../../lib/motor\n");
        write("apps/sensor/main/CMakeLists.txt", "idf_component_register(SRCS main.c)\n");
        write("apps/sensor/main/main.c", """
                int led(void);
                int motor(void);
                int gear(void);
                int sound(void);
                int app_main_value;
                void app_main(void) { app_main_value = led() + motor() + gear() + sound(); }
                """);
        Files.createDirectories(repository.resolve("apps/sensor/components"));
        Files.createSymbolicLink(repository.resolve("apps/sensor/components/sound"), Path.of("../../../shared/sound"));

        ExampleProject.named("hello_world").copyTo(repository.resolve("apps/display"));
        write(
                "apps/display/CMakeLists.txt",
                PROJECT.formatted(
                        "set(EXTRA_COMPONENT_DIRS $ENV{SHARED_COMPONENTS} ${CMAKE_SOURCE_DIR}/../components/led)\n",
                        "display"));
    }

    @Test
    void buildsBothProjectsAndSendsNothingTwice() throws Exception {
        EspctlUser.Outcome first = build("sensor");
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().contains("also sent from outside the project: "), first.err());
        assertTrue(first.err().contains("../components (2 files"), first.err());
        assertTrue(first.err().contains("../../lib/motor (3 files"), first.err());
        assertTrue(first.err().contains("../../lib/gear (2 files"), first.err());
        assertTrue(first.err().contains("../../shared/sound (2 files"), first.err());

        EspctlUser.Outcome again = build("sensor");
        assertEquals(0, again.exit(), again.err());
        assertFalse(again.err().contains("sending "), again.err());
        assertFalse(again.err().contains("also sent from outside"), again.err());

        write("lib/gear/gear.c", "int gear(void) { return 42; }\n");
        EspctlUser.Outcome edited = build("sensor");
        assertEquals(0, edited.exit(), edited.err());
        assertTrue(edited.err().contains("sending 1 file, "), edited.err());

        user.with("SHARED_COMPONENTS", repository.resolve("shared").toString());
        EspctlUser.Outcome other = build("display");
        assertEquals(0, other.exit(), other.err());
        assertTrue(other.err().contains("../../shared (2 files"), other.err());
    }

    @Test
    void namesAnErrorBesideTheProjectByTheUsersPath() throws Exception {
        write("apps/components/led/led.c", "int led(void)\n{\n    return undeclared;\n}\n");

        EspctlUser.Outcome failed = build("sensor");

        assertEquals(1, failed.exit(), failed.err());
        assertTrue(failed.err().contains("error: ../components/led/led.c:3:"), failed.err());
        assertFalse(failed.err().contains("/src/_"), failed.err());
    }

    @Test
    void aComponentAboveItsExampleKeepsItsName() throws Exception {
        component("");
        ExampleProject.named("hello_world").copyTo(repository.resolve("examples/basic"));
        write("examples/basic/CMakeLists.txt", PROJECT.formatted("set(EXTRA_COMPONENT_DIRS ../..)\n", "basic"));
        write("examples/basic/main/CMakeLists.txt", "idf_component_register(SRCS main.c REQUIRES repo)\n");
        write("examples/basic/main/main.c", "int repo(void);\nint value;\nvoid app_main(void) { value = repo(); }\n");

        EspctlUser.Outcome built =
                user.run("build", "-C", repository.resolve("examples/basic").toString(), "-t", "esp32c3");

        assertEquals(0, built.exit(), built.err());
    }

    @Test
    void tellsWhatIsMissingBeforeAnythingIsSent() throws Exception {
        write("apps/sensor/CMakeLists.txt", PROJECT.formatted("set(EXTRA_COMPONENT_DIRS ../nowhere)\n", "sensor"));

        EspctlUser.Outcome refused = build("sensor");

        assertEquals(2, refused.exit(), refused.err());
        assertTrue(refused.err().startsWith("error: CMakeLists.txt:2 names ../nowhere"), refused.err());
    }

    private EspctlUser.Outcome build(String app) throws Exception {
        return user.run("build", "-C", repository.resolve("apps/" + app).toString(), "-t", "esp32c3");
    }

    private void component(String folder) throws IOException {
        String name = folder.isEmpty() ? "repo" : String.valueOf(Path.of(folder).getFileName());
        String below = folder.isEmpty() ? "" : folder + "/";
        write(below + "CMakeLists.txt", "idf_component_register(SRCS " + name + ".c)\n");
        write(below + name + ".c", "int " + name + "(void) { return 1; }\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
