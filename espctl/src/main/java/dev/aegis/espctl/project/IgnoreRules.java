package dev.aegis.espctl.project;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which files stay here. `.gitignore` is not asked: it often names `sdkconfig` and
/// `managed_components/`, which a build needs. Four sources: built-in patterns, `.espctlignore`,
/// `ignore` and, winning over all, `include` of `[upload]` in `.espctl.toml`.
final class IgnoreRules {
    static final String FILE = ".espctlignore";

    /// What a build makes, and what tools keep for themselves.
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
    /// @return the rule that leaves it out; null when it goes up
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

    /// Whether something inside this ignored folder may be included all the same.
    boolean mayIncludeBelow(String folder) {
        return include.stream().anyMatch(pattern -> pattern.reachesInto(folder));
    }
}
