package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// A new component that compiles without changes. `esp_err.h` and `esp_log.h` belong to components that every component
/// of ESP-IDF depends on, so it requires no others.
public final class ComponentTemplate {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern REQUIRES = Pattern.compile("(?:.*\\W)?((?:PRIV_)?REQUIRES)(?:\\W.*)?");
    private static final Pattern ONLY_NAMED = Pattern.compile("\\s*[^#]*(MINIMAL_BUILD|set\\s*\\(\\s*COMPONENTS).*");

    private final Path root;
    private final String name;

    public ComponentTemplate(Path root, String name) {
        this.root = root;
        this.name = checked(name);
    }

    public Path folder() {
        return root.resolve("components").resolve(name);
    }

    /// Creates the missing files. A folder with a CMakeLists.txt is a component already and is not changed.
    ///
    /// @return the created files, relative to the project
    public List<String> create() {
        Path folder = folder();
        if (Files.exists(folder.resolve("CMakeLists.txt"))) {
            return List.of();
        }
        List<String> made = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!Files.exists(path)) {
                    Files.createDirectories(Objects.requireNonNull(path.getParent()));
                    Files.writeString(path, file.getValue());
                    made.add("components/" + name + "/" + file.getKey());
                }
            }
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "project_unwritable",
                    "cannot write the component " + folder + ": " + IoReason.of(broken),
                    "see that components/ is a folder that is yours, and that the disk has room",
                    broken);
        }
        return made;
    }

    /// Returns the lines that the user must add so that the component is linked.
    public String next() {
        String use = "#include \"" + name + ".h\" in main and call " + word() + "_begin()";
        Path main = root.resolve("main/CMakeLists.txt");
        String requires = SmallFile.find(main, REQUIRES);
        if (requires != null && SmallFile.find(main, Pattern.compile("(?:.*\\W)?(" + name + ")(?:\\W.*)?")) == null) {
            return "add " + name + " to " + requires + " in main/CMakeLists.txt, then " + use;
        }
        return requires == null && SmallFile.find(root.resolve("CMakeLists.txt"), ONLY_NAMED) != null
                ? "add REQUIRES " + name + " to main/CMakeLists.txt, then " + use
                : use;
    }

    /// CMakeLists.txt is written last, because it makes the folder a component.
    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("include/" + name + ".h", """
                #pragma once

                #include "esp_err.h"

                #ifdef __cplusplus
                extern "C" {
                #endif

                /* Makes the component ready; call it once before anything else of it. */
                esp_err_t %s_begin(void);

                #ifdef __cplusplus
                }
                #endif
                """.formatted(word()));
        files.put(name + ".c", """
                #include "%s.h"

                #include "esp_log.h"

                static const char *TAG = "%s";

                esp_err_t %s_begin(void)
                {
                    ESP_LOGI(TAG, "ready");
                    return ESP_OK;
                }
                """.formatted(name, name, word()));
        files.put("CMakeLists.txt", """
                idf_component_register(SRCS "%s.c"
                                       INCLUDE_DIRS "include")
                """.formatted(name));
        return files;
    }

    /// Returns the name as a C identifier.
    private String word() {
        return name.replace('-', '_');
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    "'" + name.replaceAll("\\p{Cntrl}", "?") + "' cannot be a component's name",
                    "use letters, digits, _ and -, and begin with a letter");
        }
        if (name.equals("main") || IdfComponents.has(name)) {
            throw wrong(
                    name.equals("main")
                            ? "main is the component that every project begins with"
                            : "ESP-IDF has a component '" + name + "' of its own, which this one would replace",
                    "choose another name, such as my_" + name.replace('-', '_'));
        }
        return name;
    }

    private static Failure wrong(String sentence, String hint) {
        return new Failure(ExitCode.USAGE, "name_wrong", sentence, hint);
    }
}
