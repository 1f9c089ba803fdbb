package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.suggestion.ClosestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of ESP-IDF's releases: those that exist, and those that only a build machine has.
public final class IdfReleases {
    /// The last minor version of each major one.
    private static final Map<Integer, Integer> LAST_MINOR = Map.of(3, 3, 4, 4, 5, 5, 6, 2);

    /// No release line has had more bug-fix releases.
    private static final int LAST_PATCH = 9;

    private static final List<String> EXAMPLES = List.of(
            "v4.4",
            "v5.0",
            "v5.1",
            "v5.2",
            "v5.3",
            "v5.4",
            "v5.5",
            "v6.0",
            "v6.1",
            "master",
            "release/v5.5",
            "release/v6.1");
    private static final Pattern RELEASE = Pattern.compile("v(\\d+)(?:\\.(\\d+)(?:\\.(\\d+))?)?(?:-.+)?");
    private static final Pattern BRANCH = Pattern.compile("master|release/v(\\d+)\\.(\\d+)");

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+)(?:\\.\\d+)?");

    private IdfReleases() {}

    /// Whether ESP-IDF has such a release or branch, without asking a build server.
    public static boolean isKnown(String name) {
        Matcher branch = BRANCH.matcher(name);
        if (branch.matches()) {
            return branch.group(1) == null || isLine(branch.group(1), branch.group(2));
        }
        Matcher release = RELEASE.matcher(name);
        return release.matches()
                && isLine(release.group(1), release.group(2))
                && (release.group(3) == null || whole(release.group(3)) <= LAST_PATCH);
    }

    private static boolean isLine(String major, String minor) {
        Integer last = LAST_MINOR.get(whole(major));
        return last != null && (minor == null || whole(minor) <= last);
    }

    private static int whole(String digits) {
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /// Returns the failure for a name that is no version, with the version that was probably meant.
    ///
    /// @param decidedBy the option or the file that holds the name
    /// @param offered the versions of the machines online; empty when they are unknown
    public static Failure unknown(String name, String decidedBy, Set<String> offered) {
        return new Failure(
                ExitCode.USAGE,
                "idf_version_wrong",
                "'" + name.replaceAll("\\p{Cntrl}", "?") + "' (" + decidedBy + ") is not an ESP-IDF version",
                meant(name, offered)
                                .map(version -> "did you mean " + version + "? ")
                                .orElse("")
                        + (offered.isEmpty()
                                ? "write it like v5.3.1; espctl idf versions lists those of the build machines"
                                : "machines have "
                                        + String.join(
                                                ", ", offered.stream().sorted().toList())));
    }

    static Optional<String> meant(String name, Set<String> offered) {
        return ClosestName.of(name, offered)
                .or(() -> name.contains("/") ? Optional.empty() : number(name))
                .or(() -> ClosestName.of(name, EXAMPLES));
    }

    /// The version in a text such as `V5.3.1`, `esp-idf-5.3` or `v5,3`.
    private static Optional<String> number(String name) {
        Matcher digits = NUMBER.matcher(name.replace(',', '.'));
        if (!digits.find()) {
            return Optional.empty();
        }
        return Optional.of("v" + digits.group())
                .filter(IdfReleases::isKnown)
                .or(() -> Optional.of("v" + digits.group(1)).filter(IdfReleases::isKnown));
    }
}
