package dev.aegis.espctl.project;

import dev.aegis.espctl.edit.TomlText;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.outside.OutsideSettings;
import dev.aegis.protocol.session.Profile;
import dev.aegis.suggestion.ClosestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads `.espctl.toml`. An unknown key is a failure, because a misspelt setting would silently have no effect.
final class ProjectSettingsReader {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "", Set.of("name", "default_target", "idf_version", "build", "upload", "size"),
            "idf_version", Set.of("version"),
            "build", Set.of("profile", "ccache", "params"),
            "upload", Set.of("ignore", "include", "root"),
            "size", Set.of("budget"));
    private static final long MOST_BYTES = 256 * 1024;

    private final Path file;
    private final SettingsFile content;

    ProjectSettingsReader(Path project) {
        this.file = project.resolve(ProjectSettings.FILE);
        this.content = new SettingsFile(project, ProjectSettings.FILE);
    }

    ProjectSettings read() {
        if (!content.exists()) {
            return ProjectSettings.none();
        }
        TomlParseResult toml = parse();
        checkKeys(toml, "");
        for (String section : List.of("idf_version", "build", "upload", "size")) {
            if (toml.get(List.of(section)) instanceof TomlTable table) {
                checkKeys(table, section);
            } else if (toml.contains(List.of(section))) {
                throw wrong(toml, List.of(section), "must be a table, written [" + section + "]");
            }
        }
        checkCcache(toml);
        return new ProjectSettings(
                text(toml, "name"),
                text(toml, "default_target"),
                text(toml, "idf_version", "version"),
                profile(toml),
                texts(toml, "build", "params"),
                inside(texts(toml, "upload", "ignore")),
                inside(texts(toml, "upload", "include")),
                new ProjectSettings.Outside(
                        outside(texts(toml, "upload", "include")),
                        text(toml, "upload", "root"),
                        outside(texts(toml, "upload", "ignore"))),
                new SizeBudgetReader(problems(toml)).read(toml.get(List.of("size", "budget"))));
    }

    private static List<String> inside(List<String> entries) {
        return entries.stream()
                .filter(entry -> !OutsideSettings.isOutside(entry))
                .toList();
    }

    private static List<String> outside(List<String> entries) {
        return entries.stream().filter(OutsideSettings::isOutside).toList();
    }

    private TomlParseResult parse() {
        if (file.toFile().length() > MOST_BYTES) {
            throw failure("it is larger than " + MOST_BYTES + " bytes", "remove what is not a setting");
        }
        TomlParseResult toml = TomlText.parse(content.read());
        if (toml.hasErrors()) {
            var first = toml.errors().getFirst();
            throw failure(
                    "line " + first.position().line() + ", column "
                            + first.position().column() + " is not valid TOML",
                    "see https://toml.io for the format");
        }
        return toml;
    }

    private void checkKeys(TomlTable table, String section) {
        Set<String> known = KNOWN.getOrDefault(section, Set.of());
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                throw unknown(table.inputPositionOf(List.of(key)), section, key, known);
            }
        }
    }

    private Failure unknown(@Nullable TomlPosition position, String section, String key, Set<String> known) {
        return failure(
                (position == null ? "" : "line " + position.line() + ": ") + "unknown key '" + key + "'"
                        + (section.isEmpty() ? "" : " in [" + section + "]"),
                ClosestName.of(key, known)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElse("known here: "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    private SizeBudgetReader.Problems problems(TomlParseResult toml) {
        return new SizeBudgetReader.Problems() {
            @Override
            public RuntimeException wrong(List<String> path, String reason) {
                return ProjectSettingsReader.this.wrong(toml, path, reason);
            }

            @Override
            public RuntimeException unknown(List<String> path, Set<String> known) {
                return ProjectSettingsReader.this.unknown(
                        toml.inputPositionOf(path),
                        String.join(".", path.subList(0, path.size() - 1)),
                        path.getLast(),
                        known);
            }
        };
    }

    private @Nullable Profile profile(TomlParseResult toml) {
        String name = text(toml, "build", "profile");
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "debug" -> Profile.DEBUG;
            case "release" -> Profile.RELEASE;
            default -> throw wrong(toml, List.of("build", "profile"), "must be \"debug\" or \"release\"");
        };
    }

    /// Build machines always use ccache, so `ccache = false` is a failure.
    private void checkCcache(TomlParseResult toml) {
        Object ccache = toml.get(List.of("build", "ccache"));
        if (ccache == null || ccache.equals(true)) {
            return;
        }
        throw wrong(
                toml,
                List.of("build", "ccache"),
                ccache.equals(false)
                        ? "cannot be false: build machines always use ccache"
                        : "set it to true or remove it");
    }

    private @Nullable String text(TomlParseResult toml, String... path) {
        Object value = toml.get(List.of(path));
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(toml, List.of(path), "must be text in quotes");
    }

    private List<String> texts(TomlParseResult toml, String... path) {
        Object value = toml.get(List.of(path));
        List<String> texts = new ArrayList<>();
        if (value instanceof TomlArray array) {
            for (Object element : array.toList()) {
                if (!(element instanceof String text) || text.isBlank()) {
                    throw wrong(toml, List.of(path), "must be a list of texts");
                }
                texts.add(text);
            }
        } else if (value != null) {
            throw wrong(toml, List.of(path), "must be a list of texts");
        }
        return texts;
    }

    private Failure wrong(TomlParseResult toml, List<String> path, String reason) {
        var position = toml.inputPositionOf(path);
        return failure(
                (position == null ? "" : "line " + position.line() + ": ") + "'" + String.join(".", path) + "' "
                        + reason,
                "correct that line");
    }

    private Failure failure(String reason, String hint) {
        return new Failure(ExitCode.USAGE, "project_settings_wrong", ProjectSettings.FILE + ": " + reason, hint);
    }
}
