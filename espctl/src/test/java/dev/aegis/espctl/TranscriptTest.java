package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Golden files of exit code, stdout and stderr. `-Dtranscripts=write` rewrites them; review the difference like any
/// other change.
class TranscriptTest {
    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.createDirectory(project.resolve("main"));
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        Files.createDirectory(project.resolve("build"));
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
    }

    @Test
    void help() throws Exception {
        check("help", "--help");
    }

    @Test
    void helpOfBuild() throws Exception {
        check("help-build", "build", "--help");
    }

    @Test
    void noVerb() throws Exception {
        check("no-verb");
    }

    @Test
    void version() throws Exception {
        check("version", "version");
    }

    @Test
    void versionAsJson() throws Exception {
        check("version-json", "version", "--json");
    }

    @Test
    void misspeltOption() throws Exception {
        check("misspelt-option", "build", "--taget", "esp32c3");
    }

    @Test
    void misspeltVerb() throws Exception {
        check("misspelt-verb", "biuld");
    }

    @Test
    void quietBeforeTheVerb() throws Exception {
        check("quiet-first", "-q", "build", "-t", "esp32c3", "--memory-mb", "1");
        check("json-first", "--json", "project", "validate");
        check("folder-first", "-C", "main", "plan", "-t", "esp32c3");
    }

    @Test
    void helpAsAVerb() throws Exception {
        check("help-verb", "help", "whoami");
    }

    @Test
    void habitsOfOtherTools() throws Exception {
        check("habit-fullclean", "fullclean");
        check("habit-menuconfig", "menuconfig");
        check("habit-upload", "upload");
        check("habit-verbose", "build", "-v");
        check("habit-port-first", "-p", "/dev/ttyUSB0", "flash");
    }

    @Test
    void newIsProjectCreate() throws Exception {
        check("new", "new", "robot", "-t", "esp32c3");
    }

    @Test
    void whoamiWithoutServer() throws Exception {
        check("whoami-no-server", "whoami");
    }

    @Test
    void flashWithoutABuild() throws Exception {
        check("flash-no-build", "flash");
    }

    @Test
    void clean() throws Exception {
        Files.writeString(project.resolve("build/flasher_args.json"), "{}");
        check("clean-dry-run", "clean", "--dry-run");
        check("clean", "clean");
        assertFalse(Files.exists(project.resolve("build")));
        check("clean-again", "clean");
    }

    @Test
    void cleanRefusesAFolderThatIsNotOfABuild() throws Exception {
        Files.writeString(project.resolve("build/notes.txt"), "mine");
        check("clean-other-folder", "clean");
        assertTrue(Files.exists(project.resolve("build/notes.txt")));
    }

    @Test
    void unknownOptionAsJson() throws Exception {
        check("unknown-option-json", "build", "--fast", "--json");
    }

    @Test
    void invalidMemory() throws Exception {
        check("wrong-memory", "build", "-t", "esp32c3", "--memory-mb", "999999999");
    }

    @Test
    void jobsThatAreNone() throws Exception {
        check("wrong-jobs", "build", "-t", "esp32c3", "--jobs", "0");
    }

    @Test
    void negativeWait() throws Exception {
        check("wrong-wait", "build", "-t", "esp32c3", "--wait", "-5");
    }

    @Test
    void invalidNumber() throws Exception {
        check("wrong-number", "logs", "-n", "many");
    }

    @Test
    void optionsThatExcludeEachOther() throws Exception {
        check("decode-two-sources", "decode", "--task", "latest", "--elf", "demo.elf");
    }

    @Test
    void missingLogFile() throws Exception {
        check("errors-no-file", "errors", "--log", "none.log");
    }

    @Test
    void planWithOptions() throws Exception {
        check("plan-options", "plan", "-t", "esp32c3", "--profile", "release", "-D", "GREETING=good day");
    }

    @Test
    void plan() throws Exception {
        check("plan", "plan", "-t", "esp32c3");
    }

    @Test
    void planAsJson() throws Exception {
        Files.writeString(project.resolve(".idf-version"), "5.3.1\n");
        check("plan-json", "build", "--local", "-t", "esp32c3", "-D", "BOARD=one", "--json");
    }

    @Test
    void buildWithoutTarget() throws Exception {
        check("no-target", "build");
    }

    @Test
    void buildForAnUnknownChip() throws Exception {
        check("wrong-target", "build", "-t", "atmega328");
    }

    @Test
    void buildForAnUnknownChipAmongOthers() throws Exception {
        check("wrong-target-of-several", "build", "-t", "esp32c3,atmega328");
    }

    @Test
    void planForSeveralChips() throws Exception {
        check("plan-several", "plan", "-t", "esp32c3", "-t", "esp32c6");
    }

    @Test
    void planWithWatch() throws Exception {
        check("plan-watched", "build", "--local", "--watch", "-t", "esp32c3");
    }

    @Test
    void watchWithoutServer() throws Exception {
        check("watch-no-server", "build", "--watch", "-t", "esp32c3");
    }

    @Test
    void buildWithoutServer() throws Exception {
        check("no-server", "build", "-t", "esp32c3");
    }

    @Test
    void buildWithoutServerAsJson() throws Exception {
        check("no-server-json", "build", "-t", "esp32c3", "--json");
    }

    @Test
    void buildWithoutServerQuietly() throws Exception {
        check("no-server-quiet", "build", "-t", "esp32c3", "--quiet");
    }

    @Test
    void buildWithAServerWithoutScheme() throws Exception {
        check("server-without-scheme", "build", "-t", "esp32c3", "--remote", "build.example.org");
    }

    @Test
    void buildOverPlainHttp() throws Exception {
        check("server-insecure", "build", "-t", "esp32c3", "--remote", "http://build.example.org");
    }

    @Test
    void buildOutsideOfAProject() throws Exception {
        check("no-project", "build", "-t", "esp32c3", "-C", "main/..//build");
    }

    @Test
    void doctorWithoutSettings() throws Exception {
        check("doctor-nothing", "doctor", "-t", "esp32c3");
    }

    @Test
    void statusWithoutABuild() throws Exception {
        check("status-empty", "status");
    }

    @Test
    void logsOfAnUnknownTask() throws Exception {
        check("logs-unknown", "logs", "t-none");
    }

    @Test
    void logoutWithoutLogin() throws Exception {
        check("logout-nothing", "logout");
    }

    private void check(String name, String... arguments) throws Exception {
        new Transcripts(espctl, folder, project).check(name, arguments);
    }
}
