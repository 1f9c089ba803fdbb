package dev.aegis.espctl.project;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for files that are not sent. `.gitignore` is not used, because it often names `sdkconfig` and
/// `managed_components/`, which a build needs. Four sources: built-in patterns, `.espctlignore`, `ignore` and, with the
/// highest priority, `include` of `[upload]` in `.espctl.toml`.
final class IgnoreRules {
    static final String FILE = ".espctlignore";

    /// Build output, and the private files of tools.
    private static final List<String> BUILT_IN = List.of(
            "/build/",
            "/build_esp32*/",
            ".git",
            ".hg/",
            ".svn/",
            ".espctl/",
            ".vscode/",
            ".idea/",
            ".cache/",
            "__pycache__/",
            "*.pyc",
            ".DS_Store",
            "*.swp",
            "*~",
            "/sdkconfig.old",
            "/CMakePresets.json",
            "/CMakeUserPresets.json",
            "/espctl-diag.tar.gz");

    private final List<Rule> ignore;
    private final List<PathPattern> include;

    private record Rule(PathPattern pattern, String from) {}

    private IgnoreRules(List<Rule> ignore, List<PathPattern> include) {
        this.ignore = ignore;
        this.include = include;
    }

    static IgnoreRules of(ProjectSettings settings, List<String> ignoreFile) {
        List<Rule> ignore = new ArrayList<>();
        BUILT_IN.forEach(text -> ignore.add(new Rule(PathPattern.of(text, "built in"), "built in: " + text)));
        ignoreFile.forEach(text -> ignore.add(new Rule(PathPattern.of(text, FILE), FILE + ": " + text)));
        settings.ignore()
                .forEach(text -> ignore.add(
                        new Rule(PathPattern.of(text, ProjectSettings.FILE), ProjectSettings.FILE + ": " + text)));
        return new IgnoreRules(
                ignore,
                settings.include().stream()
                        .map(text -> PathPattern.of(text, ProjectSettings.FILE))
                        .toList());
    }

    /// @param path relative, with `/`
    /// @return the rule that excludes it; null if it is sent
    @Nullable
    String ignoredBy(String path, boolean directory) {
        if (isIncluded(path, directory)) {
            return null;
        }
        for (Rule rule : ignore) {
            if (rule.pattern().matches(path, directory)) {
                return rule.from();
            }
        }
        return null;
    }

    boolean isIncluded(String path, boolean directory) {
        return include.stream().anyMatch(pattern -> pattern.matches(path, directory));
    }

    /// Whether a file inside this ignored folder may match `include`.
    boolean mayIncludeBelow(String folder) {
        return include.stream().anyMatch(pattern -> pattern.reachesInto(folder));
    }
}
