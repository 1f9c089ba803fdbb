package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Golden files of the verbs for projects and firmware; see [TranscriptTest].
class ProjectTranscriptTest {
    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.createDirectories(project.resolve("main"));
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
    }

    @Test
    void groupAloneShowsItsHelp() throws Exception {
        check("project-alone", "project");
    }

    @Test
    void groupAloneAsJson() throws Exception {
        check("project-alone-json", "project", "--json");
    }

    @Test
    void helpOfAGroup() throws Exception {
        check("help-firmware", "firmware", "--help");
    }

    @Test
    void helpOfAVerbInAGroup() throws Exception {
        check("help-project-init", "project", "init", "--help");
    }

    @Test
    void misspeltSecondWord() throws Exception {
        check("misspelt-second-word", "project", "initt");
    }

    @Test
    void unknownSecondWord() throws Exception {
        check("unknown-second-word", "idf", "install", "--json");
    }

    @Test
    void secondWordTypedFirst() throws Exception {
        check("second-word-first", "component", "sensor");
    }

    @Test
    void init() throws Exception {
        check("project-init", "project", "init", "-t", "esp32c3", "--idf-version", "5.3.1");
        check("project-init-again", "project", "init", "-t", "esp32c3", "--idf-version", "5.3.1");
    }

    @Test
    void initWithoutTarget() throws Exception {
        check("project-init-no-target", "project", "init");
    }

    @Test
    void create() throws Exception {
        check("project-create", "project", "create", "robot", "-t", "esp32c6", "--template", "blink");
        check("project-create-again", "project", "create", "robot", "-t", "esp32c6");
        assertTrue(Files.readString(project.resolve("robot/main/main.c")).contains("GPIO_NUM_8"));
    }

    @Test
    void blinksOnAPinThatTheFirstChipCanSpare() throws Exception {
        espctl.run("", "project", "create", "robot", "-t", "esp32", "--template", "blink");

        assertTrue(Files.readString(project.resolve("robot/main/main.c")).contains("GPIO_NUM_2\n"));
    }

    @Test
    void createFromAnUnknownTemplate() throws Exception {
        check("project-create-template", "project", "create", "robot", "-t", "esp32c6", "--template", "blnik");
    }

    @Test
    void component() throws Exception {
        check("project-component", "project", "component", "sensor");
        check("project-component-again", "project", "component", "sensor", "--json");
    }

    @Test
    void componentWithAMainThatHasRequires() throws Exception {
        Files.writeString(
                project.resolve("main/CMakeLists.txt"), "idf_component_register(SRCS main.c PRIV_REQUIRES driver)\n");

        check("project-component-requires", "project", "component", "sensor-hub");
    }

    @Test
    void componentWithTheNameOfOneOfEspIdf() throws Exception {
        check("project-component-taken", "project", "component", "driver");
    }

    @Test
    void validate() throws Exception {
        Files.writeString(project.resolve(".espctl.toml"), "default_target = \"esp32c3\"\n");

        check("project-validate", "project", "validate");
        check("project-validate-json", "project", "validate", "--json");
    }

    @Test
    void validateAWrongKey() throws Exception {
        Files.writeString(project.resolve(".espctl.toml"), "defualt_target = \"esp32c3\"\n");

        check("project-validate-wrong", "project", "validate");
    }

    @Test
    void setTarget() throws Exception {
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        check("set-target", "set-target", "esp32c6");
        check("set-target-again-json", "set-target", "esp32c6", "--json");
        check("set-target-quiet", "set-target", "esp32c2", "--quiet");
    }

    @Test
    void setTargetToAnUnknownChip() throws Exception {
        check("set-target-wrong", "set-target", "esp8266");
    }

    @Test
    void selectWithoutTarget() throws Exception {
        check("idf-select", "idf", "select", "5.4");
        assertEquals("v5.4\n", Files.readString(project.resolve(".idf-version")));
    }

    @Test
    void versionsWithoutServer() throws Exception {
        check("idf-versions-no-server", "idf", "versions");
    }

    @Test
    void versionsOfAStore() throws Exception {
        espctl.with("ESPCTL_STORE_ROOT", TestStore.make(folder.resolve("store")).toString());

        check("idf-versions-store", "idf", "versions");
        check("idf-versions-store-json", "idf", "versions", "--json");
    }

    @Test
    void cleanPlan() throws Exception {
        Files.createDirectories(project.resolve("build/main"));
        Files.writeString(project.resolve("build/main/main.o"), "object");
        Files.writeString(project.resolve("build/app.bin"), "image");

        check("clean-plan", "clean-plan");
    }

    @Test
    void firmwareWithoutABuild() throws Exception {
        check("firmware-none", "firmware", "list");
        check("elf-none-json", "elf", "download", "--json");
        check("firmware-no-job", "firmware", "download", "--job", "j-1");
    }

    private void check(String name, String... arguments) throws Exception {
        new Transcripts(espctl, folder, project).check(name, arguments);
    }
}
