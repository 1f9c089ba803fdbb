package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A build on a build machine gives the same firmware and leaves the same settings as `idf.py` in the same folder.
@Timeout(300)
class LikeLocalBuildTest {
    private static final Path IDF = Path.of("../starter-idf").toAbsolutePath().normalize();

    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @Test
    void givesTheSameBytesWithTheVersionOfTheRepository() throws Exception {
        user.write("sdkconfig.defaults", "CONFIG_APP_REPRODUCIBLE_BUILD=y\n");
        user.write(".gitignore", "build/\nsdkconfig\n");
        git("init", "-q");
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        git("tag", "v2.1");

        EspctlUser.Outcome plan = user.run("plan", "-t", "esp32c3");
        assertTrue(plan.out().contains("\napp      v2.1 (git describe)\n"), plan.out());
        EspctlUser.Outcome remote = user.run("build", "-t", "esp32c3");
        assertEquals(0, remote.exit(), remote.err());
        List<byte[]> built = binaries();
        Path settings = user.project().resolve("sdkconfig");
        String options = Files.readString(settings);

        Files.delete(settings);
        run(user.project(), "rm", "-rf", "build");
        idf();
        List<byte[]> local = binaries();
        for (int i = 0; i < local.size(); i++) {
            assertArrayEquals(local.get(i), built.get(i), "binary " + i);
        }
        assertEquals(Files.readString(settings), options);
        assertTrue(new String(local.getFirst(), StandardCharsets.ISO_8859_1).contains("v2.1\0"));
    }

    @Test
    void leavesTheSettingsOfAFailedBuildAndUsesThoseThatAreThere() throws Exception {
        Path settings = user.project().resolve("sdkconfig");
        String main = Files.readString(user.project().resolve("main/hello_world_main.c"));
        user.write("sdkconfig.defaults", "CONFIG_FREERTOS_HZ=200\n");
        user.write("main/hello_world_main.c", "broken\n");

        EspctlUser.Outcome failed = user.run("build", "-t", "esp32c3");
        assertEquals(1, failed.exit(), failed.err());
        assertTrue(failed.err().contains("sdkconfig is new, as idf.py leaves it after a failed build"), failed.err());
        assertTrue(Files.readString(settings).contains("CONFIG_FREERTOS_HZ=200\n"));

        user.write("main/hello_world_main.c", main);
        user.write("sdkconfig.defaults", "CONFIG_FREERTOS_HZ=500\n");
        Files.delete(settings);
        succeeds("build", "-t", "esp32c3");
        assertTrue(Files.readString(settings).contains("CONFIG_FREERTOS_HZ=500\n"), "the defaults of now");

        Files.writeString(settings, Files.readString(settings).replace("HZ=500", "HZ=250"));
        succeeds("build", "--clean");
        assertTrue(Files.readString(settings).contains("CONFIG_FREERTOS_HZ=250\n"), "sdkconfig has priority");

        Files.delete(settings);
        succeeds("build", "-t", "esp32c3", "--clean");
        assertTrue(Files.readString(settings).contains("CONFIG_FREERTOS_HZ=500\n"), "made again");

        succeeds("build", "-t", "esp32c6,esp32h2");
        assertTrue(settings("build_esp32c6").contains("CONFIG_FREERTOS_HZ=500\n"));
        user.write("build_esp32c6/sdkconfig", settings("build_esp32c6").replace("HZ=500", "HZ=125"));
        Files.delete(user.project().resolve("build_esp32h2/sdkconfig"));
        user.write("sdkconfig.defaults.esp32h2", "CONFIG_FREERTOS_HZ=50\n");
        succeeds("build", "-t", "esp32c6,esp32h2");
        assertTrue(settings("build_esp32c6").contains("CONFIG_FREERTOS_HZ=125\n"), "edited by the user");
        assertTrue(settings("build_esp32h2").contains("CONFIG_FREERTOS_HZ=50\n"), "made again");
    }

    @Test
    void buildsANewComponentAtTheFirstTry() throws Exception {
        succeeds("build", "-t", "esp32c3");
        succeeds("project", "component", "sens");
        user.write("main/hello_world_main.c", "#include \"sens.h\"\nvoid app_main(void) { sens_begin(); }\n");

        EspctlUser.Outcome built = user.run("build");

        assertEquals(0, built.exit(), built.err());
        assertTrue(built.err().contains("CMake runs again: components/sens/CMakeLists.txt is new"), built.err());
        assertTrue(user.run("status", "latest").out().contains("rebuilt  CMake runs again: components/sens/"));
        user.run("project", "component", "more");
        run(user.project(), "rm", "-rf", "components/more");
        assertFalse(user.run("build").err().contains("CMake runs again"), "nothing was built with it");
    }

    private void succeeds(String... arguments) throws Exception {
        EspctlUser.Outcome outcome = user.run(arguments);
        assertEquals(0, outcome.exit(), outcome.err());
    }

    private String settings(String folder) throws IOException {
        return Files.readString(user.project().resolve(folder).resolve("sdkconfig"));
    }

    private List<byte[]> binaries() throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (String file : List.of(
                "hello_world.bin",
                "bootloader/bootloader.bin",
                "partition_table/partition-table.bin",
                "hello_world.elf")) {
            found.add(Files.readAllBytes(user.project().resolve("build").resolve(file)));
        }
        return found;
    }

    /// Builds as a user without a build machine does.
    private void idf() throws Exception {
        run(user.project(), IDF.resolve("tools/idf.py").toString(), "build");
    }

    private void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of(words));
        run(user.project(), command.toArray(String[]::new));
    }

    private static void run(Path folder, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("IDF_TARGET", "esp32c3");
        builder.environment().put("IDF_PATH", IDF.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
    }
}
