package dev.aegis.protocol.session;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The place of a project in the sandbox, and the variables of the user that lead to folders beside it.
///
/// @param parents names of the directories above the project, the nearest first; `_` is the name that every project
///   has there. Another name is needed where a directory above the project is itself a component, because ESP-IDF
///   names a component after its directory
/// @param environment variables for the build; `${PROJECT}` at the beginning of a value, or after a `;`, is the
///   project's directory in the sandbox
public record ProjectPlace(List<String> parents, Map<String, String> environment) {
    /// The marker in a value for the project's directory.
    public static final String PROJECT = "${PROJECT}";

    private static final int MOST_VARIABLES = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x1f\\x7f]{0,1024}");
    private static final Pattern OWN = Pattern.compile("(LD|PYTHON|CCACHE|GCC|AEGIS|BASH|LC)_?.*|"
            + "IDF_(PATH|TARGET|CCACHE_ENABLE|TOOLS_PATH|PYTHON_ENV_PATH|COMPONENT_MANAGER)|ESP_(IDF_VERSION|ROM_ELF_DIR)|"
            + "PATH|HOME|LANG|TERM|USER|SHELL|ENV|IFS|PWD|TMPDIR|OPENOCD_SCRIPTS");

    public ProjectPlace {
        parents = Required.list(parents);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        if (parents.size() > Limits.LEVELS_ABOVE) {
            throw new IllegalArgumentException("'parents' has more than " + Limits.LEVELS_ABOVE + " names");
        }
        parents.forEach(ProjectPlace::checkName);
        if (environment.size() > MOST_VARIABLES) {
            throw new IllegalArgumentException("'environment' has more than " + MOST_VARIABLES + " variables");
        }
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || isOfTheBuild(name)) {
                throw new IllegalArgumentException("'environment' must not set this variable of the build");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("the value of " + name + " is not one line of text");
            }
        });
    }

    /// Whether the build sets this variable itself, so that a client's value has no place.
    public static boolean isOfTheBuild(String name) {
        return OWN.matcher(name).matches();
    }

    private static void checkName(String name) {
        ProjectFile.checkPath(name);
        if (name.contains("/")) {
            throw new IllegalArgumentException("a name in 'parents' has a '/'");
        }
    }
}
