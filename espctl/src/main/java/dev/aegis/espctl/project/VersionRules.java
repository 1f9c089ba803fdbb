package dev.aegis.espctl.project;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules that decide the ESP-IDF version of a build, in this order: `--idf-version`, `.idf-version`,
/// `.espctl.toml`, `DEFAULT_IDF_VERSION`, the machine's default.
public final class VersionRules {
    static final String FILE = ".idf-version";
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,3}(?:\\.\\d{1,3}){0,2}(?:-[0-9A-Za-z.-]{1,32})?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][0-9A-Za-z._/-]{0,63}");

    private VersionRules() {}

    static Choice choose(@Nullable String flag, Path project, ProjectSettings settings, @Nullable String environment) {
        if (flag != null) {
            return choice(flag, "--idf-version");
        }
        String pinned = SmallFile.firstLine(project.resolve(FILE));
        if (pinned != null) {
            return choice(pinned, FILE);
        }
        if (settings.idfVersion() != null) {
            return choice(settings.idfVersion(), ProjectSettings.FILE);
        }
        if (environment != null) {
            return choice(environment, "DEFAULT_IDF_VERSION");
        }
        return new Choice(null, "the machine's default");
    }

    static String normal(String version, String decidedBy) {
        return String.valueOf(choice(version, decidedBy).value());
    }

    static Choice choice(String text, String decidedBy) {
        String version = normal(text);
        if (VERSION.matcher(version).matches() || NAME.matcher(version).matches()) {
            return new Choice(version, decidedBy);
        }
        throw IdfReleases.unknown(version, decidedBy, Set.of());
    }

    /// Returns the normal form: `5.3.1` becomes `v5.3.1`; the name of a branch is not changed.
    public static String normal(String text) {
        String trimmed = text.strip();
        Matcher release = VERSION.matcher(trimmed);
        return release.matches() ? "v" + release.group(1) : trimmed;
    }

    /// Whether two spellings mean one version.
    public static boolean isSame(String one, String other) {
        return normal(one).equals(normal(other));
    }
}
