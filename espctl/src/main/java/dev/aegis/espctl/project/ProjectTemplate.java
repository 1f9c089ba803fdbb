package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import dev.aegis.suggestion.ClosestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Templates of new projects that build without changes.
public enum ProjectTemplate {
    HELLO_WORLD("hello_world", """
            #include <stdio.h>

            void app_main(void)
            {
                printf("hello, world\\n");
            }
            """),
    BLINK("blink", """
            #include "driver/gpio.h"
            #include "freertos/FreeRTOS.h"
            #include "freertos/task.h"

            /* The light of most development boards; see yours. */
            #define LED GPIO_NUM_@led@

            void app_main(void)
            {
                gpio_reset_pin(LED);
                gpio_set_direction(LED, GPIO_MODE_OUTPUT);
                for (int on = 0;; on = !on) {
                    gpio_set_level(LED, on);
                    vTaskDelay(pdMS_TO_TICKS(500));
                }
            }
            """),
    EMPTY("empty", """
            void app_main(void)
            {
            }
            """);

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final String word;
    private final String source;

    ProjectTemplate(String word, String source) {
        this.word = word;
        this.source = source;
    }

    public static ProjectTemplate named(String word) {
        for (ProjectTemplate template : values()) {
            if (template.word.equals(word)) {
                return template;
            }
        }
        List<String> words =
                Arrays.stream(values()).map(template -> template.word).toList();
        throw new Failure(
                ExitCode.USAGE,
                "template_unknown",
                "there is no template '" + word.replaceAll("\\p{Cntrl}", "?") + "'",
                ClosestName.of(word, words)
                                .map(near -> "did you mean " + near + "? ")
                                .orElse("") + "templates are " + String.join(", ", words));
    }

    /// @param parent the folder in which the project folder is created
    /// @return the created files, relative to the project
    public List<String> create(Path parent, String name, String target) {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "name_wrong",
                    "'" + name.replaceAll("\\p{Cntrl}", "?") + "' cannot be a project's name",
                    "use letters, digits, _ and -, and begin with a letter");
        }
        Path root = parent.resolve(name);
        if (Files.exists(root)) {
            throw new Failure(
                    ExitCode.USAGE, "project_exists", root + " is there already", "choose another name or folder");
        }
        TargetRules.form(target, "target");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("CMakeLists.txt", """
                cmake_minimum_required(VERSION 3.16)
                include($ENV{IDF_PATH}/tools/cmake/project.cmake)
                project(%s)
                """.formatted(name));
        files.put("main/CMakeLists.txt", "idf_component_register(SRCS \"main.c\" INCLUDE_DIRS \".\")\n");
        files.put("main/main.c", source.replace("@led@", led(target)));
        files.put(".gitignore", "build/\nbuild_*/\nmanaged_components/\nsdkconfig\nsdkconfig.old\n");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "project_unwritable",
                    "cannot write " + root + ": " + IoReason.of(broken),
                    "name a writable folder on a disk with free space",
                    broken);
        }
        new ProjectEdit(root).addSettings(name, target);
        files.put(ProjectSettings.FILE, "");
        return List.copyOf(files.keySet());
    }

    /// GPIO 8 has the LED of most small boards. On the ESP32 that pin belongs to the flash memory, and a program that
    /// uses it crashes.
    private static String led(String target) {
        return target.strip().equals("esp32") ? "2" : "8";
    }
}
