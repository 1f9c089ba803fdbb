package dev.aegis.espctl.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Verbs and options of idf.py, cargo, PlatformIO and make that espctl does not have, with what does the same.
final class Habits {
    private static final Map<String, String> VERBS = verbs();
    private static final Map<String, String> OPTIONS = options();

    private Habits() {}

    /// Returns the hint for a verb of another tool.
    static Optional<String> ofVerb(String word) {
        return Optional.ofNullable(VERBS.get(word.toLowerCase(Locale.ROOT)));
    }

    /// Returns the hint for an option of another tool.
    static Optional<String> ofOption(String option) {
        String name = option.replaceFirst("=.*", "");
        String shortName = option.matches("-[A-Za-z].+") && !option.startsWith("--") ? option.substring(0, 2) : name;
        return Optional.ofNullable(OPTIONS.getOrDefault(name, OPTIONS.get(shortName)));
    }

    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(VERBS);
        all.putAll(OPTIONS);
        return all;
    }

    private static Map<String, String> verbs() {
        Map<String, String> verbs = new LinkedHashMap<>();
        for (String build : new String[] {"compile", "make", "all", "app", "reconfigure", "b", "ninja", "bootloader"}) {
            verbs.put(build, "run: espctl build (it configures, compiles and links)");
        }
        verbs.put("fullclean", "run: espctl clean");
        verbs.put("rebuild", "run: espctl build --clean");
        verbs.put("watch", "run: espctl build --watch");
        verbs.put("check", "run: espctl project validate, or espctl plan");
        verbs.put("validate", "run: espctl project validate");
        for (String flash : new String[] {"upload", "app-flash", "write-flash", "write_flash", "run", "burn"}) {
            verbs.put(flash, "run: espctl flash (it prints the command of esptool for the newest build)");
        }
        verbs.put("erase-flash", "run: esptool.py erase_flash");
        verbs.put("erase_flash", "run: esptool.py erase_flash");
        verbs.put(
                "menuconfig",
                "edit sdkconfig.defaults and remove sdkconfig, then run: espctl build (it creates sdkconfig again)");
        verbs.put("config", "edit sdkconfig.defaults or .espctl.toml, then run: espctl project validate");
        verbs.put("guiconfig", verbs.getOrDefault("menuconfig", ""));
        verbs.put("size-components", "run: espctl size --components");
        verbs.put("size-files", "run: espctl size --files");
        verbs.put("create-project", "run: espctl new NAME -t esp32c3");
        verbs.put("create-component", "run: espctl project component NAME");
        verbs.put("add-dependency", "write it into main/idf_component.yml, then run: espctl build");
        for (String list : new String[] {"ps", "ls", "list", "tasks", "jobs", "history", "builds"}) {
            verbs.put(list, "run: espctl status");
        }
        verbs.put("tail", "run: espctl logs -f");
        verbs.put("follow", "run: espctl logs -f");
        for (String stop : new String[] {"stop", "kill", "abort"}) {
            verbs.put(stop, "run: espctl cancel");
        }
        verbs.put("download", "run: espctl firmware download");
        verbs.put("targets", "run: espctl idf versions");
        verbs.put("list-targets", "run: espctl idf versions");
        verbs.put("versions", "run: espctl idf versions");
        verbs.put("use", "run: espctl idf select VERSION");
        verbs.put("install", "run: espctl idf versions (build machines have ESP-IDF), or espctl mcp install CLIENT");
        verbs.put("serve", "run: espctl mcp serve");
        verbs.put("auth", "run: espctl login --token KEY --server URL");
        verbs.put("info", "run: espctl doctor");
        verbs.put("env", "run: espctl doctor");
        verbs.put("docs", "run: espctl --help");
        verbs.put("backtrace", "run: espctl decode FILE");
        verbs.put("addr2line", "run: espctl decode FILE");
        return verbs;
    }

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("-v", "the whole log: espctl logs -n 100000");
        options.put("--verbose", "the whole log: espctl logs -n 100000");
        options.put("-B", "files come into build/; for another folder: espctl firmware download --output DIR");
        options.put("--build-dir", options.getOrDefault("-B", ""));
        options.put("-p", "a build uses no serial port; to flash: espctl flash --port PORT");
        options.put("--port", options.getOrDefault("-p", ""));
        options.put("-b", "a build uses no serial port; to flash: espctl flash");
        options.put("--baud", options.getOrDefault("-b", ""));
        options.put("-e", "choose the chip: espctl build --target esp32c3");
        options.put("--environment", options.getOrDefault("-e", ""));
        options.put("--chip", "did you mean --target?");
        options.put("--board", "did you mean --target?");
        options.put("--release", "did you mean --profile release?");
        options.put("--debug", "did you mean --profile debug?");
        options.put("-r", "did you mean --profile release?");
        options.put("--no-ccache", "the machine always uses ccache; without old results: espctl build --clean");
        options.put("--ccache", "the machine always uses ccache; omit it");
        options.put("--dry-run", "run: espctl plan");
        options.put("-n", "run: espctl plan");
        options.put("-k", "the build stops at the first error; all of its errors: espctl errors");
        options.put("-f", "did you mean -C DIR?");
        options.put("--manifest-path", "did you mean -C DIR?");
        options.put("--project-dir", "did you mean -C DIR?");
        options.put("-d", "did you mean -C DIR?");
        options.put("--features", "did you mean -D NAME=VALUE?");
        options.put("--define-cache-entry", "did you mean -D NAME=VALUE?");
        options.put("--server", "did you mean --remote URL?");
        options.put("--offline", "did you mean --local?");
        return options;
    }
}
