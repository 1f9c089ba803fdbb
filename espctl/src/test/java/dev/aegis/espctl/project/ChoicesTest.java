package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
    @TempDir
    Path root;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(root.resolve("CMakeLists.txt"), "project(demo)");
    }

    @Test
    void versionComesFromFlagThenFileThenSettingsThenEnvironmentThenMachine() throws IOException {
        assertEquals(new Choice(null, "the machine's default"), version(null, null));
        assertEquals(new Choice("v5.1", "DEFAULT_IDF_VERSION"), version(null, "5.1"));
        write(".espctl.toml", "[idf_version]\nversion = \"v5.2\"\n");
        assertEquals(new Choice("v5.2", ".espctl.toml"), version(null, "5.1"));
        write(".idf-version", "# pinned\n5.3.1\n");
        assertEquals(new Choice("v5.3.1", ".idf-version"), version(null, "5.1"));
        assertEquals(new Choice("v5.4-rc1", "--idf-version"), version("v5.4-rc1", "5.1"));
    }

    @Test
    void refusesAVersionThatIsNone() {
        assertEquals(
                "idf_version_wrong",
                assertThrows(Failure.class, () -> version("$(reboot)", null)).code());
    }

    @Test
    void targetComesFromFlagThenSdkconfigThenSettingsThenEnvironmentThenDefaults() throws IOException {
        assertEquals(
                "target_missing",
                assertThrows(Failure.class, () -> target(null, null)).code());
        write("sdkconfig.defaults", "CONFIG_IDF_TARGET=\"esp32h2\"\n");
        assertEquals(new Choice("esp32h2", "sdkconfig.defaults"), target(null, null));
        assertEquals(new Choice("esp32c2", "IDF_TARGET"), target(null, "esp32c2"));
        write(".espctl.toml", "default_target = \"esp32c6\"\n");
        assertEquals(new Choice("esp32c6", ".espctl.toml"), target(null, "esp32c2"));
        write("sdkconfig", "# x\nCONFIG_IDF_TARGET_ARCH=\"riscv\"\nCONFIG_IDF_TARGET=\"esp32c3\"\n");
        assertEquals(new Choice("esp32c3", "sdkconfig"), target(null, null));
        assertEquals(new Choice("esp32", "--target"), target("esp32", null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "defualt_target = \"esp32\", line 1: unknown key 'defualt_target', did you mean 'default_target'?",
                "`\n[build]\nprofil = \"debug\"`, line 3: unknown key 'profil' in [build], did you mean 'profile'?",
                "`[build]\nprofile = \"fast\"`, must be \"debug\" or \"release\", correct that line",
                "`[build]\nccache = false`, line 2: 'build.ccache' cannot be false, correct that line",
                "name = 3, 'name' must be text in quotes, correct that line",
                "name =, `line 1, column 7 is not valid TOML`, see https://toml.io for the format",
                "upload = [], 'upload' must be a table, correct that line",
                "`[size]\nbugdet = {}`, line 2: unknown key 'bugdet' in [size], did you mean 'budget'?",
                "`[size]\nbudget = { app_precent = 1 }`, unknown key 'app_precent' in [size.budget], did you mean 'app_percent'?",
                "`[size.budget.esp32c33]\napp = 1`, unknown key 'esp32c33' in [size.budget], did you mean 'esp32c3'?",
                "`[size.budget.esp32c3]\nrom = 1`, unknown key 'rom' in [size.budget.esp32c3], did you mean 'ram'?",
                "`[size]\nbudget = \"1M\"`, must be a table, correct that line",
                "`[size.budget]\napp = \"1 GB\"`, 'size.budget.app' must be a number of bytes, correct that line",
                "`[size.budget]\nram = -5`, 'size.budget.ram' must be a number of bytes, correct that line",
                "`[size.budget]\napp_percent = 120`, is from 1 to 100, correct that line",
                "`[upload]\nignore = [1]`, must be a list of texts, correct that line",
            })
    void refusesSettingsThatWouldSilentlyNotHold(String toml, String sentence, String hint) throws IOException {
        write(".espctl.toml", toml);

        Failure failure = assertThrows(Failure.class, () -> Project.open(root));

        assertEquals("project_settings_wrong", failure.code());
        assertTrue(failure.sentence().contains(sentence), failure.sentence());
        assertEquals(hint, failure.hint());
    }

    @Test
    void nameComesFromSettingsThenCMake() throws IOException {
        assertEquals("demo", Project.open(root).name());
        write(".espctl.toml", "name = \"robot\"\n");
        assertEquals("robot", Project.open(root).name());
    }

    private Choice version(@Nullable String flag, @Nullable String environment) {
        return Project.open(root).version(flag, environment);
    }

    private Choice target(@Nullable String flag, @Nullable String environment) {
        return Project.open(root)
                .target(flag, new Environment(environment == null ? Map.of() : Map.of("IDF_TARGET", environment)));
    }

    private void write(String path, String content) throws IOException {
        Files.writeString(root.resolve(path), content);
    }
}
